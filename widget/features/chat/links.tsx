/** Words with addresses in them: a chunk of its own, for the few that have any. */
import { linkPieces } from '../../../protocol/links.ts';

/** The words, with their addresses as links. */
export function linked(said: string) {
  return linkPieces(said).map(({ text, href }) =>
    href ? (
      <a href={href} target="_blank" rel="noopener nofollow ugc">
        {text}
      </a>
    ) : (
      text
    ),
  );
}
