// What an image costs, from the width and height that its file begins with. Decodes no picture.

/** Qwen's vision models take one token for each square of 28 by 28 pixels, within limits, and two marks around them. */
const pixelsASide = 28;
const fewest = 4;
const most = 16_384;
const marks = 2;
/** A screenshot of 1920 by 1080, where the file does not tell. */
const unknown = { width: 1920, height: 1080 };
/** Photographs may carry long notes before they tell their size. */
const headLength = 256 * 1024;

export function imageTokens(base64: string): number {
  const { width, height } = sizeOf(bytesOf(base64.slice(0, headLength))) ?? unknown;
  const squares = Math.ceil(width / pixelsASide) * Math.ceil(height / pixelsASide);
  return Math.min(most, Math.max(fewest, squares)) + marks;
}

type Size = { width: number; height: number };

function bytesOf(base64: string): DataView {
  const whole = base64.slice(0, base64.length - (base64.length % 4));
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(whole)) return new DataView(new ArrayBuffer(0));
  const text = atob(whole);
  const view = new DataView(new ArrayBuffer(text.length));
  for (let index = 0; index < text.length; index += 1) view.setUint8(index, text.charCodeAt(index));
  return view;
}

function sizeOf(view: DataView): Size | undefined {
  if (view.byteLength < 30) return undefined;
  const size = ofPng(view) ?? ofGif(view) ?? ofWebp(view) ?? ofJpeg(view);
  return size !== undefined && size.width > 0 && size.height > 0 ? size : undefined;
}

function ofPng(view: DataView): Size | undefined {
  if (view.getUint32(0) !== 0x89504e47) return undefined;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function ofGif(view: DataView): Size | undefined {
  if (view.getUint32(0) !== 0x47494638) return undefined;
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** Three kinds: lossy, lossless and extended. */
function ofWebp(view: DataView): Size | undefined {
  if (view.getUint32(0) !== 0x52494646 || view.getUint32(8) !== 0x57454250) return undefined;
  switch (view.getUint32(12)) {
    case 0x56503820:
      return {
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
    case 0x5650384c: {
      const bits = view.getUint32(21, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 0x56503858: {
      const width = (view.getUint32(24, true) & 0xffffff) + 1;
      return { width, height: (view.getUint32(26, true) >>> 8) + 1 };
    }
    default:
      return undefined;
  }
}

/** Goes from segment to segment until one says how large the picture is. */
function ofJpeg(view: DataView): Size | undefined {
  if (view.getUint16(0) !== 0xffd8) return undefined;
  let at = 2;
  while (at + 9 <= view.byteLength && view.getUint8(at) === 0xff) {
    const kind = view.getUint8(at + 1);
    const isFrame = kind >= 0xc0 && kind <= 0xcf && kind !== 0xc4 && kind !== 0xc8 && kind !== 0xcc;
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    // A filling byte stands alone; every other segment tells its length.
    at += kind === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}
