import { Component, type ComponentChildren } from 'preact';

interface DoneProps {
  title: string;
  /** The visitor has just done something, and this is what came of it. */
  isNews: boolean;
  /** It is about to be changed, and nothing to be glad of yet. */
  isOpen?: boolean;
  children: ComponentChildren;
}

/** What stands in place of a form once the server has kept it. */
export class Done extends Component<DoneProps> {
  /** News is heard by its heading, unless the reader has gone on to something else meanwhile. */
  override componentDidMount() {
    const heading = (this.base as HTMLElement).querySelector('h3')!;
    const { host, activeElement } = heading.getRootNode() as ShadowRoot;
    const isFree = activeElement
      ? activeElement.contains(heading)
      : [host, document.body].includes(document.activeElement!);
    if (this.props.isNews && isFree) heading.focus();
  }

  override render({ title, isOpen, children }: DoneProps) {
    return (
      <div class="form done">
        {!isOpen && (
          <span class="ticked">
            <i class="icon tick" />
          </span>
        )}
        <h3 tabIndex={-1}>{title}</h3>
        {children}
      </div>
    );
  }
}

/** A button for what one seldom wants. */
export function Quiet({ onClick, children }: { onClick(): void; children: ComponentChildren }) {
  return (
    <button type="button" class="quiet" onClick={onClick}>
      {children}
    </button>
  );
}
