/** The site's colour, made readable: what may be painted with it, and what may be written on it. */
export interface Accent {
  fill: string;
  ink: string;
}

type Rgb = [number, number, number];
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
  return { light: readable(own, LIGHT_GROUND, BLACK), dark: readable(own, DARK_GROUND, WHITE) };
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

/** WCAG's contrast ratio, 1..21. */
function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG's relative luminance, 0..1. */
function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map(part => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
