import { Component, type ComponentChildren, createRef } from 'preact';
import { acceptOf } from '../../../protocol/file-kinds.ts';
import { laterWords } from '../../panel/language.ts';
import { desk } from '../../panel/site.ts';
import { add } from './state.ts';

interface ClipProps {
  owner: string;
  children?: ComponentChildren;
}

/** The button that takes files; they may as well be dropped on whatever it stands in, or pasted there. */
export class Clip extends Component<ClipProps> {
  private input = createRef<HTMLInputElement>();
  private leaving = new AbortController();

  override componentDidMount() {
    const { parentElement: place } = this.base as Element;
    const root = place!.getRootNode();
    // What the button stands in draws the same class each time, so nothing takes this one away.
    const mark = (isOver: boolean) => place!.classList.toggle('over', isOver);
    const hear = (type: string, act: (event: never) => void) =>
      root.addEventListener(type, act as EventListener, { signal: this.leaving.signal });
    hear('dragover', (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      mark(true);
    });
    // It also leaves each element within, for the next one.
    hear('dragleave', ({ relatedTarget }: DragEvent) => root.contains(relatedTarget as Node | null) || mark(false));
    hear('drop', (event: DragEvent) => {
      mark(false);
      this.add(event, event.dataTransfer);
    });
    // Tables are copied as text and as a picture of it: then people mean the text.
    hear('paste', (event: ClipboardEvent) => {
      if (!event.clipboardData?.types.includes('text/plain')) this.add(event, event.clipboardData);
    });
  }

  override componentWillUnmount() {
    this.leaving.abort();
  }

  private add(event: Event, data: { files: FileList | null } | null) {
    if (!data?.files?.length) return;
    event.preventDefault();
    // The page may take files as well.
    event.stopPropagation();
    add(this.props.owner, [...data.files]);
  }

  override render({ children }: ClipProps) {
    const label = laterWords()?.attach;
    const input = this.input;
    return (
      <>
        <input
          type="file"
          multiple
          hidden
          accept={acceptOf(desk.now.site!.files!.kinds)}
          ref={input}
          onChange={event => {
            this.add(event, event.currentTarget);
            event.currentTarget.value = '';
          }}
        />
        <button
          type="button"
          class={children ? 'clip quiet' : 'clip'}
          aria-label={label}
          onClick={() => input.current!.click()}
        >
          <i class="icon paperclip" />
          {children}
        </button>
      </>
    );
  }
}
