/** The site's colour, made readable: what may be painted with it, and what may be written on it. */
export interface Accent {
  fill: string;
  ink: string;
}

type Rgb = [number, number, number];
interface Lab {
  l: number;
  a: number;
  b: number;
}
/** Of the dark theme's accent: the least lightness, and how much more colour than by day. */
const DARK_L = 71.7;
const DARK_CHROMA = 1.29;
const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [17, 20, 19];
/** Grounds of the two themes, as in the stylesheet. */
const LIGHT_GROUND = WHITE;
const DARK_GROUND: Rgb = [23, 26, 25];
/** WCAG 2.2, success criterion 1.4.3: text; the accent also writes links. */
const READABLE = 4.5;

/** The accent for the light and the dark theme, moved towards black or white only as far as reading it needs. */
export function accentsOf(hex: string): { light: Accent; dark: Accent } {
  const own = parse(hex);
  return { light: readable(own, LIGHT_GROUND, BLACK), dark: readable(lifted(own), DARK_GROUND, WHITE) };
}

/**
 * A colour for the dark theme: as light as ours is there, and a little fuller, in CIE LCH. The widget's style sheet says
 * the same (`lch(from …)` in panel.css), and what it makes of our own accent is what the inbox has.
 */
function lifted(own: Rgb): Rgb {
  const { l, a, b } = labOf(own);
  return rgbOf({ l: Math.max(l, DARK_L), a: a * DARK_CHROMA, b: b * DARK_CHROMA });
}

function readable(own: Rgb, ground: Rgb, towards: Rgb): Accent {
  let fill = own;
  for (let share = 0.05; contrast(fill, ground) < READABLE && share <= 1; share += 0.05)
    fill = mixed(own, towards, share);
  return { fill: text(fill), ink: text(contrast(fill, WHITE) >= contrast(fill, BLACK) ? WHITE : BLACK) };
}

function parse(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function text(colour: Rgb): string {
  return `#${colour.map(part => part.toString(16).padStart(2, '0')).join('')}`;
}

function mixed(a: Rgb, b: Rgb, share: number): Rgb {
  return a.map((part, at) => Math.round(part + (b[at]! - part) * share)) as Rgb;
}

/** CIE Lab of D50, as CSS has it (CSS Color 4, section 18). */
function labOf(colour: Rgb): Lab {
  const [red, green, blue] = colour.map(linear) as Rgb;
  const x = 0.4360747 * red + 0.3850649 * green + 0.1430804 * blue;
  const y = 0.2225045 * red + 0.7168786 * green + 0.0606169 * blue;
  const z = 0.0139322 * red + 0.0971045 * green + 0.7141733 * blue;
  const [fx, fy, fz] = [x / WHITE_X, y, z / WHITE_Z].map(t =>
    t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116,
  ) as Rgb;
  return { l: 116 * fy - 16, a: 500 * (fx - fy), b: 200 * (fy - fz) };
}

/** The same the other way; what no screen can show is cut to what it can. */
function rgbOf({ l, a, b }: Lab): Rgb {
  const fy = (l + 16) / 116;
  const [x, y, z] = [fy + a / 500, fy, fy - b / 200].map(f =>
    f ** 3 > 216 / 24389 ? f ** 3 : (116 * f - 16) / (24389 / 27),
  ) as Rgb;
  const [X, Z] = [x * WHITE_X, z * WHITE_Z];
  const linears = [
    3.1338561 * X - 1.6168667 * y - 0.4906146 * Z,
    -0.9787684 * X + 1.9161415 * y + 0.033454 * Z,
    0.0719453 * X - 0.2289914 * y + 1.4052427 * Z,
  ];
  return linears.map(part => {
    const share = part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055;
    return Math.round(255 * Math.min(1, Math.max(0, share)));
  }) as Rgb;
}

/** D50. */
const WHITE_X = 0.9642956764;
const WHITE_Z = 0.8251046025;

/** WCAG's contrast ratio, 1..21. */
function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG's relative luminance, 0..1. */
function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map(linear) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** A channel, 0..255, as light: 0..1. */
function linear(part: number): number {
  const share = part / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
