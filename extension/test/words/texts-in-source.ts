// Finds what a source says in words that are translated: the literal texts of each call of certain functions, and the places
// where such a call is handed something else. Reads tokens with TypeScript's own scanner; it knows no types and follows no
// variable.
import { SyntaxKind } from "typescript/unstable/ast";
import { createScanner } from "typescript/unstable/ast/scanner";

/** The functions: whose first argument is a text, and whose second is a pair of them. */
export type Sayers = { one: readonly string[]; pair: readonly string[] };
/** Those of extension/words.ts. */
export const translators: Sayers = { one: ["t"], pair: ["plural"] };

/** `inner` is the source of the argument, for whoever decides that it is right. */
export type NonLiteral = { line: number; call: string; inner: string };
export type TextsInSource = { texts: string[]; nonLiterals: NonLiteral[] };

type Token = { kind: SyntaxKind; text: string; value: string; start: number; end: number };

/** Only of sources that import these functions: others may call their own so. */
export function textsInSource(source: string, sayers: Sayers = translators): TextsInSource {
  const tokens = tokensOf(source);
  const found: TextsInSource = { texts: [], nonLiterals: [] };
  for (const [at, { text: call }] of tokens.entries()) {
    const isPair = sayers.pair.includes(call);
    if (!(isPair || sayers.one.includes(call)) || !isCall(tokens, at)) continue;
    const first = isPair ? afterArgument(tokens, at + 2) : at + 2;
    const texts = isPair ? pairAt(tokens, first) : textAt(tokens, first);
    if (texts !== undefined) found.texts.push(...texts);
    else found.nonLiterals.push({ call, ...placeOf(source, tokens, at, first) });
  }
  return found;
}

function isCall(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.kind !== SyntaxKind.Identifier) return false;
  const before = tokens[at - 1]?.kind;
  const isOther = before === SyntaxKind.DotToken || before === SyntaxKind.FunctionKeyword;
  return !isOther && tokens[at + 1]?.kind === SyntaxKind.OpenParenToken;
}

function textAt(tokens: readonly Token[], first: number): string[] | undefined {
  const text = textOf(tokens[first]);
  return text !== undefined && endsArgument(tokens[first + 1]) ? [text] : undefined;
}

/** `["one", "other"]` */
function pairAt(tokens: readonly Token[], first: number): string[] | undefined {
  const [open, one, comma, other, ...rest] = tokens.slice(first, first + 6);
  if (open?.kind !== SyntaxKind.OpenBracketToken || comma?.kind !== SyntaxKind.CommaToken) return;
  const [single, several] = [textOf(one), textOf(other)];
  const close = rest.find(({ kind }) => kind !== SyntaxKind.CommaToken);
  if (close?.kind !== SyntaxKind.CloseBracketToken) return undefined;
  return single === undefined || several === undefined ? undefined : [single, several];
}

function textOf(token: Token | undefined): string | undefined {
  const isText =
    token?.kind === SyntaxKind.StringLiteral ||
    token?.kind === SyntaxKind.NoSubstitutionTemplateLiteral;
  return isText ? token.value : undefined;
}

function endsArgument(token: Token | undefined): boolean {
  return token?.kind === SyntaxKind.CommaToken || token?.kind === SyntaxKind.CloseParenToken;
}

const opening = new Set([
  SyntaxKind.OpenParenToken,
  SyntaxKind.OpenBracketToken,
  SyntaxKind.OpenBraceToken,
  SyntaxKind.TemplateHead,
]);
const closing = new Set([
  SyntaxKind.CloseParenToken,
  SyntaxKind.CloseBracketToken,
  SyntaxKind.CloseBraceToken,
  SyntaxKind.TemplateTail,
]);

/** The index behind the comma that ends the argument at `first`, or of what closes the call. */
function afterArgument(tokens: readonly Token[], first: number): number {
  let depth = 0;
  for (let at = first; at < tokens.length; at += 1) {
    const { kind } = tokens[at] ?? { kind: SyntaxKind.Unknown };
    if (opening.has(kind)) depth += 1;
    else if (closing.has(kind)) {
      if (depth === 0) return at;
      depth -= 1;
    } else if (kind === SyntaxKind.CommaToken && depth === 0) return at + 1;
  }
  return tokens.length;
}

/** Where the call at `at` stands, and its argument that begins at `first`. */
function placeOf(
  source: string,
  tokens: readonly Token[],
  at: number,
  first: number,
): Pick<NonLiteral, "line" | "inner"> {
  const behind = afterArgument(tokens, first);
  const hasComma = tokens[behind - 1]?.kind === SyntaxKind.CommaToken;
  const last = tokens[hasComma ? behind - 2 : behind - 1];
  const line = source.slice(0, tokens[at]?.start).split("\n").length;
  return { line, inner: source.slice(tokens[first]?.start, last?.end) };
}

/** What a `/` behind it divides; behind everything else it begins a regular expression. */
const dividends = new Set([
  ...[SyntaxKind.Identifier, SyntaxKind.NumericLiteral, SyntaxKind.BigIntLiteral],
  ...[SyntaxKind.StringLiteral, SyntaxKind.NoSubstitutionTemplateLiteral, SyntaxKind.TemplateTail],
  ...[SyntaxKind.CloseParenToken, SyntaxKind.CloseBracketToken, SyntaxKind.CloseBraceToken],
  ...[SyntaxKind.ThisKeyword, SyntaxKind.SuperKeyword, SyntaxKind.RegularExpressionLiteral],
  ...[SyntaxKind.TrueKeyword, SyntaxKind.FalseKeyword, SyntaxKind.NullKeyword],
]);

function tokensOf(source: string): Token[] {
  const scanner = createScanner(true, undefined, source);
  const tokens: Token[] = [];
  /** For every brace that is open: whether it belongs to a template. */
  const braces: boolean[] = [];
  for (;;) {
    let kind = scanner.scan();
    if (kind === SyntaxKind.EndOfFile) return tokens;
    if (kind === SyntaxKind.SlashToken || kind === SyntaxKind.SlashEqualsToken) {
      const before = tokens.at(-1)?.kind ?? SyntaxKind.Unknown;
      if (!dividends.has(before)) kind = scanner.reScanSlashToken();
    } else if (kind === SyntaxKind.OpenBraceToken) braces.push(false);
    else if (kind === SyntaxKind.TemplateHead) braces.push(true);
    else if (kind === SyntaxKind.CloseBraceToken && braces.pop() === true) {
      kind = scanner.reScanTemplateToken(false);
      if (kind === SyntaxKind.TemplateMiddle) braces.push(true);
    }
    tokens.push({
      kind,
      text: scanner.getTokenText(),
      value: scanner.getTokenValue(),
      start: scanner.getTokenStart(),
      end: scanner.getTokenEnd(),
    });
  }
}
