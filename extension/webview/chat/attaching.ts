// What is pasted or dropped into the composer: images as bytes, files and folders of the explorer as paths. It reads them and
// says in a word what cannot be taken; whether the model sees images is the host's answer.
import { t } from "../../words.ts";
import type { MentionItem } from "../messages.ts";

export type ImageData = { name: string; mediaType: string; base64: string };

const maxImageBytes = 5_000_000;
const mediaTypes = ["image/png", "image/jpeg", "image/webp", "image/gif"];
const maxPaths = 20;
/** In the order in which VS Code's explorer, an editor's tab and other programs offer them. */
const uriLists = ["application/vnd.code.uri-list", "text/uri-list"];

/** While something is dragged, only its kinds are known. */
export function mayBeTaken({ types }: DataTransfer): boolean {
  return types.includes("Files") || uriLists.some((type) => types.includes(type));
}

/** The files among what was pasted or dropped that claim to be images. */
export function imageFiles(data: DataTransfer): File[] {
  return [...data.files].filter(({ type }) => type.startsWith("image/"));
}

/** The image, or one sentence on why it was not taken. */
export async function readImage(file: File): Promise<ImageData | string> {
  const name = file.name || t("image");
  if (!mediaTypes.includes(file.type)) {
    return t("{0} was not attached: only PNG, JPEG, WebP and GIF images can be.", name);
  }
  if (file.size > maxImageBytes) {
    return t("{0} was not attached: it is larger than 5 MB. Attach a smaller picture.", name);
  }
  const url = await dataUrl(file);
  if (url === undefined) return t("{0} was not attached: it cannot be read.", name);
  return { name, mediaType: file.type, base64: url.slice(url.indexOf(",") + 1) };
}

/** The paths that were dropped, with forward slashes. */
export function droppedPaths(data: DataTransfer): string[] {
  const list = uriLists.map((type) => data.getData(type)).find((text) => text !== "") ?? "";
  return list
    .split(/\r?\n/)
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map(pathOf)
    .filter((path) => path !== undefined)
    .slice(0, maxPaths);
}

/** The name to search by: the last part of the path. */
export function nameOf(path: string): string {
  return path.replace(/\/+$/, "").split("/").at(-1) ?? "";
}

/** Which of the items that were found for its name is the dropped one. */
export function droppedItem(path: string, items: readonly MentionItem[]): MentionItem | undefined {
  const name = nameOf(path);
  const named = items.filter(
    ({ kind, label }) =>
      (kind === "file" || kind === "folder") && nameOf(label.replaceAll("\\", "/")) === name,
  );
  const folders = path.slice(0, path.lastIndexOf(`/${name}`));
  const exact = named.find(({ detail }) => detail && `${folders}/`.includes(`/${detail}/`));
  return exact ?? (named.length === 1 ? named[0] : undefined);
}

function pathOf(uri: string): string | undefined {
  if (!/^(?:file|vscode-remote|vscode-vfs):/i.test(uri) || !URL.canParse(uri)) return undefined;
  const { pathname } = new URL(uri);
  // A lone percent sign in a name is no escape.
  return /%(?![0-9a-f]{2})/i.test(pathname) ? pathname : decodeURI(pathname);
}

function dataUrl(file: File): Promise<string | undefined> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener("load", () =>
      resolve(typeof reader.result === "string" ? reader.result : undefined),
    );
    // E.g. a file that was removed after it was dropped.
    reader.addEventListener("error", () => resolve(undefined));
    reader.readAsDataURL(file);
  });
}
