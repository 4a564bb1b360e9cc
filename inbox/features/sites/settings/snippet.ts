/** What an owner may say in the tag besides the site; the rest is set here, in the inbox. */
export interface SnippetOptions {
  position: 'end' | 'start';
}

/** The one line for the site's pages. `script`: the launcher's address. `key` is ours and has no quotes in it. */
export function snippetOf(script: string, key: string, { position }: SnippetOptions): string {
  const options = position === 'start' ? ' data-position="start"' : '';
  return `<script async src="${script}" data-site="${key}"${options}></script>`;
}
