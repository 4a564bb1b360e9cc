import { useRef } from 'preact/hooks';
import type { Script } from '../../../../protocol/scripts.ts';
import { LIMITS } from '../../../../protocol/wire/limits.ts';
import { t } from './words/index.ts';

/** Brings a script in as JSON, and takes it out. */
export function Files({ script, name, onImport }: { script: Script; name: string; onImport: (read: unknown) => void }) {
  const field = useRef<HTMLInputElement>(null);

  function takeOut() {
    const url = URL.createObjectURL(new Blob([JSON.stringify(script, null, 2)], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${name}-script.json`;
    link.click();
    URL.revokeObjectURL(url);
  }

  async function bringIn() {
    const [file] = field.current!.files ?? [];
    // The same file again is chosen again.
    const text = file && file.size <= LIMITS.scriptBytes ? await file.text() : '';
    field.current!.value = '';
    if (file) onImport(parsed(text));
  }

  return (
    <div class="script-acts">
      <button type="button" class="btn is-quiet" onClick={takeOut}>
        {t('exportIt')}
      </button>
      <button type="button" class="btn is-quiet" onClick={() => field.current!.click()}>
        {t('importIt')}
      </button>
      <input ref={field} type="file" accept="application/json,.json" hidden onChange={() => void bringIn()} />
    </div>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
