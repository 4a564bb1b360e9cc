import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Browsers that know it make a field as tall as its words by the style sheet alone, which costs no layout of its own. */
const knowsFieldSizing = globalThis.CSS?.supports?.('field-sizing: content') ?? false;

/** Makes a field as tall as its words, within what the style sheet allows, where `field-sizing: content` does not. */
export function useFieldSize(field: RefObject<HTMLTextAreaElement>, text: string): void {
  useLayoutEffect(() => {
    if (knowsFieldSizing) return;
    const size = () => {
      const { style } = field.current!;
      style.blockSize = 'auto';
      style.blockSize = `${field.current!.scrollHeight}px`;
    };
    size();
    addEventListener('resize', size);
    return () => removeEventListener('resize', size);
  }, [text]);
}
