import { crc32, deflateSync } from 'node:zlib';

/** The ground of an app's icon, the same in light and dark: the accent of inbox/shell/style/tokens.css. */
const ACCENT = [0x0b, 0x6b, 0x57];
const WHITE = [0xff, 0xff, 0xff];
/** Side of the square that the picture is drawn in. */
const SIDE = 28;

/** The icons of the inbox as an app. `ground`: null is see-through; `share`: how much of the side the picture takes. */
const ICONS = {
  'icon-192.png': { px: 192, ground: ACCENT, round: 0.22, share: 0.78 },
  'icon-512.png': { px: 512, ground: ACCENT, round: 0.22, share: 0.78 },
  // Systems cut it into a shape of their own, and leave a circle of 80 % (W3C, Web Application Manifest, section 6.3).
  'maskable-512.png': { px: 512, ground: ACCENT, round: 0, share: 0.62 },
  'apple-180.png': { px: 180, ground: ACCENT, round: 0, share: 0.74 },
  // Android shows the form alone, in one colour.
  'badge-96.png': { px: 96, ground: null, round: 0, share: 1 },
};

/**
 * The bell as PNGs. Drawn here, as the picture is five strokes and a library for it is an optional one.
 * @param svg inbox/bell.svg
 * @returns name -> bytes
 */
export function drawIcons(svg) {
  const strokes = strokesOf(svg);
  return new Map(Object.entries(ICONS).map(([name, icon]) => [name, png(icon.px, pixels(strokes, icon))]));
}

/** @returns lines as points, each with half of its width. @throws Error for a picture with more in it than this can read */
function strokesOf(svg) {
  const paths = [...svg.matchAll(/<path d="([^"]+)" stroke-width="([^"]+)"\/>/g)];
  if (paths.length === 0) throw new Error('inbox/bell.svg has no paths with a width');
  return paths.flatMap(([, d, width]) => linesOf(d).map(points => ({ points, half: Number(width) / 2 })));
}

function linesOf(d) {
  const lines = [];
  let points = [];
  let [x, y] = [0, 0];
  for (const [, letter, rest] of d.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    const numbers = (rest.match(/-?(?:\d+\.?\d*|\.\d+)/g) ?? []).map(Number);
    if (letter === 'M') {
      points = [];
      lines.push(points);
      [x, y] = numbers;
    } else if (letter === 'V') [y] = numbers;
    else if (letter === 'h') x += numbers[0];
    else if (letter === 'a') {
      const [radius, , , , , dx, dy] = numbers;
      if (dy !== 0 || dx !== 2 * radius) throw new Error('inbox/bell.svg: of arcs only half circles can be drawn');
      for (let part = 1; part < 32; part++) {
        const angle = Math.PI * (1 - part / 32);
        points.push([x + radius + radius * Math.cos(angle), y - radius * Math.sin(angle)]);
      }
      x += dx;
    } else if (letter === 'Z') [x, y] = points[0];
    else throw new Error(`inbox/bell.svg: ${letter} can not be drawn`);
    points.push([x, y]);
  }
  return lines;
}

/** Rows of RGBA. Each pixel's share of a form is told by how far its middle is from the form's edge. */
function pixels(strokes, { px, ground, round, share }) {
  const bytes = Buffer.alloc(px * px * 4);
  const pieces = piecesOf(strokes, px, (px * share) / SIDE);
  for (let row = 0; row < px; row++) {
    for (let column = 0; column < px; column++) {
      const [x, y] = [column + 0.5, row + 0.5];
      const ink = covered(depth(pieces, x, y));
      const color = ground ? ground.map((each, n) => Math.round(each + (WHITE[n] - each) * ink)) : WHITE;
      const alpha = ground ? covered(inside(x, y, px, round * px)) : ink;
      bytes.set([...color, Math.round(alpha * 255)], (row * px + column) * 4);
    }
  }
  return bytes;
}

const covered = distance => Math.min(1, Math.max(0, distance + 0.5));

/** The straight pieces of all lines where they stand in the icon, in pixels. */
function piecesOf(strokes, px, scale) {
  const place = each => (each - SIDE / 2) * scale + px / 2;
  return strokes.flatMap(({ points, half }) =>
    points.slice(1).map(([bx, by], n) => {
      const [ax, ay] = points[n].map(place);
      const [dx, dy] = [place(bx) - ax, place(by) - ay];
      return { ax, ay, dx, dy, square: dx * dx + dy * dy || 1, half: half * scale };
    }),
  );
}

/** How deep a point lies in the nearest of the lines; negative: outside. */
function depth(pieces, x, y) {
  let deepest = Number.NEGATIVE_INFINITY;
  for (const { ax, ay, dx, dy, square, half } of pieces) {
    const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / square));
    const [far, high] = [x - ax - along * dx, y - ay - along * dy];
    deepest = Math.max(deepest, half - Math.sqrt(far * far + high * high));
  }
  return deepest;
}

/** How deep a point lies in a square with round corners; negative: outside. */
function inside(x, y, px, radius) {
  const dx = Math.abs(x - px / 2) - px / 2 + radius;
  const dy = Math.abs(y - px / 2) - px / 2 + radius;
  return radius - Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) - Math.min(0, Math.max(dx, dy));
}

/** A file of 8-bit RGBA (W3C, PNG, sections 5, 9 and 11.2). */
function png(px, rgba) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(px, 0);
  head.writeUInt32BE(px, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const lines = Buffer.alloc(px * (px * 4 + 1));
  for (let row = 0; row < px; row++) rgba.copy(lines, row * (px * 4 + 1) + 1, row * px * 4, (row + 1) * px * 4);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    piece('IHDR', head),
    piece('IDAT', deflateSync(lines, { level: 9 })),
    piece('IEND', Buffer.alloc(0)),
  ]);
}

function piece(type, data) {
  const named = Buffer.concat([Buffer.from(type), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
