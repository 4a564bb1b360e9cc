import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../shell/Icon.tsx';
import { t } from './words/index.ts';

/**
 * The button that takes files. They may as well be dropped on the thread that it stands in, or pasted there.
 * @param onFiles gets what was chosen
 */
export function Clip({ onFiles }: { onFiles: (files: File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef(onFiles);
  latest.current = onFiles;

  useEffect(() => {
    const place = input.current!.closest<HTMLElement>('.thread') ?? input.current!.form!;
    const listening = new AbortController();
    const { signal } = listening;

    function take(event: Event, data: { readonly files: FileList } | null) {
      if (!data?.files.length) return;
      event.preventDefault();
      latest.current([...data.files]);
    }
    const onDrag = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const onDrop = (event: DragEvent) => take(event, event.dataTransfer);
    const onPaste = (event: ClipboardEvent) => {
      const { clipboardData } = event;
      // Tables are copied as text and as a picture of it: then people mean the text.
      if (!clipboardData?.types.includes('text/plain')) take(event, clipboardData);
    };
    place.addEventListener('dragover', onDrag, { signal });
    place.addEventListener('drop', onDrop, { signal });
    place.addEventListener('paste', onPaste, { signal });
    return () => listening.abort();
  }, []);

  return (
    <>
      <input
        type="file"
        multiple
        hidden
        ref={input}
        onChange={event => {
          onFiles([...event.currentTarget.files!]);
          // The same one may be chosen again.
          event.currentTarget.value = '';
        }}
      />
      <button
        type="button"
        class="icon-btn"
        data-shortcut="attach"
        aria-label={t('attach')}
        onClick={() => input.current!.click()}
      >
        <Icon name="clip" />
      </button>
    </>
  );
}
