import { Component, type ComponentChildren, createRef } from 'preact';
import { Icon } from '../../panel/Icon.tsx';
import { laterWords } from '../../panel/language.ts';
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
    const root = (this.base as Element).getRootNode();
    const { signal } = this.leaving;
    const onDrag = (event: DragEvent) => event.dataTransfer?.types.includes('Files') && event.preventDefault();
    const onDrop = (event: DragEvent) => this.add(event, event.dataTransfer);
    // Tables are copied as text and as a picture of it: then people mean the text.
    const onPaste = (event: ClipboardEvent) =>
      event.clipboardData?.types.includes('text/plain') || this.add(event, event.clipboardData);
    root.addEventListener('dragover', onDrag as EventListener, { signal });
    root.addEventListener('drop', onDrop as EventListener, { signal });
    root.addEventListener('paste', onPaste as EventListener, { signal });
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
          <Icon name="paperclip" />
          {children}
        </button>
      </>
    );
  }
}
