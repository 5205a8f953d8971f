import packet

LIMIT = {{limit}}


def observe(text):
    if len(text) > LIMIT or any(not " " <= char <= "~" for char in text):
        return "not allowed"
    try:
        parts = packet.decode(text)
    except ValueError as error:
        # int() says "invalid literal"; the program's own errors say something else.
        return "int" if str(error).startswith("invalid literal") else "own"
    except IndexError:
        return "index"
    return "deep" if "deep" in parts else parts
