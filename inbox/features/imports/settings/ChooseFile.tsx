import { useRef, useState } from 'preact/hooks';
import type { ImportRun } from '../../../../protocol/imports.ts';
import { problemText as failureOf } from '../../../shell/errors.ts';
import { Problem } from '../../../shell/Submit.tsx';
import type { ImportCalls } from './calls.ts';
import { problemText } from './reasons.ts';
import { refusalText } from './refusals.ts';
import { t } from './words/index.ts';

/** As the server takes: tables, and our own export. */
const MAX_BYTES = 30 * 1024 * 1024;
const MAX_EXPORT_BYTES = 1024 * 1024 * 1024;

/** A file is chosen and sent; what comes back is read. */
export function ChooseFile({ calls, onRun }: { calls: ImportCalls; onRun: (run: ImportRun) => void }) {
  const [sending, setSending] = useState<{ name: string; sent: number; size: number } | null>(null);
  const [problem, setProblem] = useState('');
  const stopping = useRef<AbortController | null>(null);
  const field = useRef<HTMLInputElement>(null);

  async function send(file: File | undefined) {
    if (!file) return;
    const isOurs = file.name.toLowerCase().endsWith('.jsonl');
    if (file.size > (isOurs ? MAX_EXPORT_BYTES : MAX_BYTES)) return setProblem(problemText('TOO_LARGE'));
    if (file.size === 0) return setProblem(problemText('EMPTY'));
    setProblem('');
    setSending({ name: file.name, sent: 0, size: file.size });
    const abort = new AbortController();
    stopping.current = abort;
    try {
      const run = await calls.send(file, abort.signal, sent => setSending({ name: file.name, sent, size: file.size }));
      if (run.problem) setProblem(problemText(run.problem));
      onRun(run);
    } catch (error) {
      if (!abort.signal.aborted) setProblem(refusalText(error) ?? failureOf(error));
    } finally {
      setSending(null);
      if (field.current) field.current.value = '';
    }
  }
  return (
    <div class="form">
      <p>{t('importLead')}</p>
      <label class="import-file btn is-go is-start" aria-disabled={sending !== null}>
        {t('chooseFile')}
        <input
          ref={field}
          type="file"
          class="sr-only"
          accept=".csv,.txt,.tsv,.xlsx,.jsonl"
          disabled={sending !== null}
          onChange={event => void send(event.currentTarget.files?.[0])}
        />
      </label>
      <p class="hint">{t('chooseHint')}</p>
      {sending && (
        <div class="import-sending" role="status">
          <bdi>{sending.name}</bdi>
          <progress aria-label={t('sending')} max={sending.size} value={sending.sent} />
          <span>{sending.sent < sending.size ? t('sending') : t('reading')}</span>
          <button type="button" class="btn is-quiet" onClick={() => stopping.current?.abort()}>
            {t('stop')}
          </button>
        </div>
      )}
      <Problem id="import-problem" text={problem} />
    </div>
  );
}
