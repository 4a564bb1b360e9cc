import { describe, expect, test } from 'vitest';
import { openPage, whyNoBrowser } from '../helpers/browser.ts';
import { sharedDeskbell } from '../helpers/deskbell.ts';
import { serveExamples } from '../helpers/serve-examples.ts';
import { widgetOn } from '../helpers/widget-page.ts';

const noBrowser = await whyNoBrowser();
/** All around the wheel, from near black to near white. */
const ACCENTS = Array.from({ length: 12 }, (_, turn) =>
  [0.15, 0.35, 0.5, 0.65, 0.9].map(light => hex(turn * 30, light)),
)
  .flat()
  .concat('#000000', '#ffffff', '#777777', '#0b6b57');

function hex(hue: number, light: number): string {
  const part = (shift: number) => {
    const place = (shift + hue / 30) % 12;
    const value = light - 0.9 * Math.min(light, 1 - light) * Math.max(-1, Math.min(place - 3, 9 - place, 1));
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${part(0)}${part(8)}${part(4)}`;
}

function contrast(a: number[], b: number[]): number {
  const luminance = (rgb: number[]) => {
    const [red, green, blue] = rgb.map(part =>
      part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
    ) as [number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

describe.skipIf(noBrowser)('the accent', () => {
  const server = sharedDeskbell();

  test.each(['light', 'dark'] as const)('of any site can be read in the %s theme', async theme => {
    const page = await openPage({ colorScheme: theme, reducedMotion: true });
    await page.goto(`${await serveExamples({ deskbell: server().url, siteKey: server().site.key })}/plain/`);
    const widget = widgetOn(page);
    await widget.open();
    const seen = await page.evaluate(async accents => {
      const root = document.querySelector('desk-bell')!.shadowRoot!;
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
      const rgb = (colour: string) => {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)];
      };
      const probe = root.querySelector('section')!.appendChild(document.createElement('p'));
      const value = (property: string, on: HTMLElement = probe) => {
        on.style.color = property;
        return rgb(getComputedStyle(on).color);
      };
      const found = [];
      for (const accent of accents) {
        deskbell('update', { accent });
        await new Promise(requestAnimationFrame);
        const bell = getComputedStyle(root.querySelector('.bell')!);
        found.push({
          accent,
          fill: value('var(--accent)'),
          ink: value('var(--accent-ink)'),
          text: value('var(--accent-text)'),
          ground: value('var(--ground)'),
          bell: [rgb(bell.backgroundColor), rgb(bell.color)] as [number[], number[]],
        });
      }
      return found;
    }, ACCENTS);
    expect(seen).toHaveLength(ACCENTS.length);
    const poor = seen.flatMap(({ accent, fill, ink, text, ground, bell }) =>
      [
        ['ink', contrast(fill, ink), 4.5] as const,
        ['text', contrast(text, ground), 4.5] as const,
        ['fill', contrast(fill, ground), 3] as const,
        ['bell', contrast(...bell), 4.5] as const,
      ]
        .filter(([, has, wants]) => has < wants)
        .map(([what, has]) => `${what} of ${accent}: ${has.toFixed(2)}`),
    );
    expect(poor).toEqual([]);
    // In the dark ours is the inbox's, and that of the plain forms (accent.ts), but for a rounding.
    const [own, wanted] = [seen.at(-1)!.fill, theme === 'dark' ? [0x4f, 0xc3, 0xa6] : [0x0b, 0x6b, 0x57]];
    for (const [at, part] of own.entries()) expect(Math.abs(part - wanted[at]!)).toBeLessThanOrEqual(2);
  });
});

declare const deskbell: (name: 'update', options: { accent: string }) => void;
