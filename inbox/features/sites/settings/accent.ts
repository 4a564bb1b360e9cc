/** What the site's accent may be; readable ink on it is made by the style sheets (widget and preview alike). */
export const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text);
