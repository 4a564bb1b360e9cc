import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t as shellText } from '../../../shell/words/index.ts';
import { t } from './words/index.ts';

/** Recovery codes, shown this once, until they are kept somewhere. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const [isCopied, setCopied] = useState(false);
  const lead = useRef<HTMLParagraphElement>(null);
  const list = useRef<HTMLOListElement>(null);
  // They came in place of the form that had the focus.
  useLayoutEffect(() => lead.current?.focus(), []);
  async function copy() {
    try {
      await navigator.clipboard.writeText(codes.join('\n'));
      setCopied(true);
    } catch {
      // No clipboard on plain http: they are selected, and Ctrl+C is the agent's.
      if (list.current) getSelection()?.selectAllChildren(list.current);
    }
  }
  return (
    <div class="once">
      <p ref={lead} tabIndex={-1}>
        {t('codesLead')}
      </p>
      <ol ref={list} class="recovery-codes" aria-label={t('codesLabel')} dir="ltr">
        {codes.map(code => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div class="acts">
        <button type="button" class="btn is-go" onClick={onKept}>
          {t('codesKept')}
        </button>
        <button type="button" class="btn" onClick={() => void copy()}>
          {shellText('copy')}
        </button>
        <span class="hint" role="status">
          {isCopied && shellText('didCopy')}
        </span>
      </div>
    </div>
  );
}
