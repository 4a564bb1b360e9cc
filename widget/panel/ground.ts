/** What a form in the page stands on: the page's own colours, which need not be those that the system prefers. */
import { darkness, isDark, settings } from './settings.ts';

/** A form's theme, as classes of the style sheet; `paper` is a ground of its own. */
export function themeOn(element: Element): string {
  const page = isPageDark(element);
  const own = settings.now.theme === 'dark' || settings.now.theme === 'light' ? isDark() : (page ?? isDark());
  return `${own ? 'dark' : ''} ${own === page ? '' : 'paper'}`;
}

/** Whether the page is dark there; undefined where a picture lies behind it, which may be anything. */
function isPageDark(element: Element): boolean | undefined {
  for (let each: Element | null = element; each; each = each.parentElement) {
    const { backgroundColor, backgroundImage } = getComputedStyle(each);
    if (backgroundImage !== 'none') return undefined;
    const luminance = luminanceOf(backgroundColor);
    if (luminance !== undefined) return luminance < 0.5;
  }
  // The browser's own ground.
  const { colorScheme } = getComputedStyle(element);
  return colorScheme.includes('dark') && (!colorScheme.includes('light') || darkness.matches);
}

/** Pages put their dark mode on one of these, as a class or another attribute. Routers exchange the body. */
const switches = () => [document.documentElement, document.body];
let following = new AbortController();

/** Tells when the page has changed its theme where these elements are. Pages write those attributes for other reasons too. */
export function followGround(elements: () => Element[], onChange: () => void): void {
  following = new AbortController();
  const { signal } = following;
  const read = () => elements().map(themeOn).join();
  let last = read();

  function look() {
    const now = read();
    if (now === last) return;
    last = now;
    onChange();
  }
  const observer = new MutationObserver(look);
  for (const each of switches()) observer.observe(each, { attributes: true });
  signal.addEventListener('abort', () => observer.disconnect());
  // Where the colour changes little by little, it is another one only then.
  document.addEventListener('transitionend', look, { signal });
}

export function forgetGround(): void {
  following.abort();
}

let brush: CanvasRenderingContext2D | null | undefined;

/** From 0, black, to 1; undefined for a colour that one sees through. Painted, as CSS knows many ways to write a colour. */
function luminanceOf(colour: string): number | undefined {
  brush ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D | null;
  if (!brush) return undefined;
  brush.clearRect(0, 0, 1, 1);
  brush.fillStyle = colour;
  brush.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = brush.getImageData(0, 0, 1, 1).data;
  return alpha < 128 ? undefined : (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}
