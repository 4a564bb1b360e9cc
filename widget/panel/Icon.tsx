/** Shapes that the style sheet cuts out of the colour of the text around them: one element each, and no drawing of its own. */
export function Icon({ name }: { name: 'mark' | 'cross' | 'arrow' | 'tick' | 'sound' | 'mute' | 'paperclip' }) {
  return <i class={`icon ${name}`} />;
}
