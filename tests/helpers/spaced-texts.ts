/** What people who read with difficulty may set, and lose nothing by (WCAG 1.4.12), as a style sheet. */
export const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }`;
