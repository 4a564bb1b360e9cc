/** A piece of somebody's words, to be shown as a text node: plain, marked as found, a colleague's name, or with the address it links to. */
export interface Piece {
  text: string;
  isMarked?: boolean;
  isMention?: boolean;
  href?: string;
}

/** Somebody's words as text nodes, with finds marked and addresses as links that tell the other site nothing. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <>
      {pieces.map(({ text, isMarked, isMention, href }, index) => {
        if (isMarked) return <mark key={index}>{text}</mark>;
        if (isMention) {
          return (
            <bdi key={index} class="mention">
              {text}
            </bdi>
          );
        }
        if (!href) return text;
        return (
          <a key={index} href={href} target="_blank" rel="noopener noreferrer nofollow">
            {text}
          </a>
        );
      })}
    </>
  );
}
