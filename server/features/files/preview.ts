/** A small picture of a picture. Runs in a process of its own; see `look.ts`. */

/** Longest side, pixels: what a bubble shows on a fine screen. */
const SIDE = 640;
/** More pixels are not decoded: a few KB may claim thousands of millions. A camera has 50. */
const MAX_PIXELS = 60_000_000;
const QUALITY = 75;
/** Seconds for all of it. */
const TIMEOUT_SECONDS = 8;

/** What decodes the pictures that we take. All others of the library are off: SVG among them, which could read files. */
const LOADERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map(name => `VipsForeignLoad${name}Buffer`);

export interface Preview {
  /** Of the whole picture, as it is shown. */
  width: number;
  height: number;
  /** WebP, drawn anew: nothing of the original but its pixels. */
  preview: Buffer;
}

/** @returns null where the library is not installed, or can not read the picture */
export async function drawPreview(bytes: Buffer): Promise<Preview | null> {
  const { default: sharp } = await import('sharp');
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: LOADERS });
  sharp.cache(false);
  sharp.concurrency(1);
  const picture = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1, sequentialRead: true });
  const { autoOrient } = await picture.metadata();
  const preview = await picture
    .autoOrient()
    .resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: QUALITY })
    .timeout({ seconds: TIMEOUT_SECONDS })
    .toBuffer();
  return { ...autoOrient, preview };
}
