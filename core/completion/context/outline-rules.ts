// What declares something in each family of languages, as patterns for one line without its indentation. Every pattern is
// anchored and can match what it repeats in one way only, so that no line makes it slow.
import { type LanguageFamily, languageFamilyOf } from "./language-family.ts";

export type OutlineRules = {
  /** A line at the outer level that declares something another file may use. */
  declares: RegExp;
  /** A declaration that is worth its whole body: fields, cases. */
  showsBody: RegExp;
  /** A declaration whose members are declarations themselves. */
  hasMembers: RegExp;
  /** A member. */
  member: RegExp;
  /** Is left out wherever it stands. */
  hidden: RegExp;
  /** At the outer level, if some line matches, only lines that do are of use to another file. */
  exported: RegExp;
  /** Written after a signature in place of its body. */
  bodyless: string;
};

const nothing = /(?!)/;

const script: OutlineRules = {
  declares:
    /^(?:export\b|declare\b|module\.exports\b|exports\.|(?:abstract\s+)?class\b|interface\b|type\s|(?:const\s+)?enum\b|(?:async\s+)?function\b|namespace\b)/,
  showsBody:
    /^(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:(?:const\s+)?enum\b|interface\b|type\b|namespace\b|\{|module\.exports\b)/,
  hasMembers: /^(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?class\b/,
  member: /^[\w$[*"']/,
  hidden: /^(?:\/\/|\/\*|\*|@|private\b|#|return\b|import\b)/,
  exported: /^export\b/,
  bodyless: ";",
};

const python: OutlineRules = {
  declares: /^(?:(?:async\s+)?def\b|class\b|@\w|[A-Z]\w*\s*[:=])/,
  showsBody: nothing,
  hasMembers: /^class\b/,
  member:
    /^(?:(?:async\s+)?def\s+(?!_(?!_init__))|class\b|@(?:property|\w+\.setter|classmethod|staticmethod|overload|abstractmethod)|[a-zA-Z]\w*\s*[:=])/,
  hidden: /^#/,
  exported: nothing,
  bodyless: " ...",
};

const go: OutlineRules = {
  declares: /^(?:func\s+(?:\([^)]*\)\s*)?[A-Z]|type\s+[A-Z]|(?:const|var)\s*(?:\(|[A-Z]))/,
  showsBody: /^(?:type|const|var)\b/,
  hasMembers: nothing,
  member: nothing,
  hidden: /^\/[/*]/,
  exported: nothing,
  bodyless: "",
};

const rust: OutlineRules = {
  declares: /^(?:pub\b|impl\b|trait\b|unsafe\s+impl\b|#\[macro_export|macro_rules!)/,
  showsBody: /^pub(?:\([^)]*\))?\s+(?:struct|enum|union)\b/,
  hasMembers: /^(?:unsafe\s+)?(?:impl|trait|pub(?:\([^)]*\))?\s+(?:unsafe\s+)?trait)\b/,
  member: /^(?:pub\b|(?:async\s+|unsafe\s+|const\s+)?fn\b|type\b|const\b)/,
  hidden: /^(?:\/\/|\/\*|\*|#\[|#!\[)/,
  exported: nothing,
  bodyless: ";",
};

const jvm: OutlineRules = {
  declares:
    /^(?:@interface\b|(?:(?:public|protected|internal|open|abstract|final|static|sealed|data|inline|suspend|override|const|enum|annotation|fun|val|var|object|class|interface|record|typealias)\b))/,
  showsBody: /^(?:public\s+|private\s+|static\s+)*enum\b|^@interface\b/,
  hasMembers:
    /^(?:(?:public|protected|internal|open|abstract|final|static|sealed|data|enum)\s+)*(?:class|interface|record|object)\b/,
  member: /^(?!return\b|if\b|for\b|while\b|throw\b|try\b)[\w<]/,
  hidden: /^(?:\/\/|\/\*|\*|@(?!interface)|private\b|import\b|package\b)/,
  exported: nothing,
  bodyless: ";",
};

const c: OutlineRules = {
  declares:
    /^(?:#\s*define\s|typedef\b|struct\b|class\b|enum\b|union\b|template\b|using\b|extern\b|constexpr\b|[A-Za-z_][\w:<>,*&\s~]*\()/,
  showsBody: /^(?:typedef\s+)?(?:struct|enum|union)\b/,
  hasMembers: /^(?:template\b.*\bclass\b|class\b)/,
  member: /^(?!return\b|if\b|for\b|while\b|switch\b|goto\b)[\w~]/,
  hidden:
    /^(?:\/\/|\/\*|\*|static\b.*\(|private:|using\s+namespace\b|(?:if|for|while|switch|return|else)\b)/,
  exported: nothing,
  bodyless: ";",
};

const others: OutlineRules = {
  declares:
    /^(?:(?:public|protected|internal|export|pub|abstract|static|final|open|sealed|partial|override|async|local)\s+)*(?:def|defp|defmodule|fn|fun|func|function|sub|proc|class|module|interface|protocol|trait|struct|enum|record|extension|object|type|namespace|actor|const|val|let)\b/,
  showsBody: /^(?:(?:public|internal|export|pub)\s+)*(?:enum|interface|protocol|struct)\b/,
  hasMembers:
    /^(?:(?:public|internal|abstract|final|open|sealed|partial|static)\s+)*(?:class|module|defmodule|trait|object|namespace|extension|actor|record)\b/,
  member:
    /^(?:(?:public|protected|internal|abstract|static|final|open|override|virtual|async|readonly)\b|(?:def|fn|fun|func|function|class|attr_\w+|var|val|let|case)\b)/,
  hidden: /^(?:\/\/|\/\*|\*|#|--|@|private\b|fileprivate\b|defp\b)/,
  exported: nothing,
  bodyless: "",
};

const families: Record<LanguageFamily, OutlineRules> = { script, python, go, rust, jvm, c };

export function outlineRulesFor(languageId: string): OutlineRules {
  const family = languageFamilyOf(languageId);
  return family === undefined ? others : families[family];
}
