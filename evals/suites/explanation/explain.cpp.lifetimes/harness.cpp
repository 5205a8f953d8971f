std::vector<std::string> observe(std::string what) {
    return what == "moved" ? handle() : build(what == "failed");
}
