import { useState } from 'preact/hooks';
import type { Script } from '../../../../protocol/scripts.ts';
import type { Locale } from '../../../../protocol/wire/fields.ts';
import { LIMITS } from '../../../../protocol/wire/limits.ts';
import { TextArea, TextField } from '../../../shell/fields.tsx';
import { t as shellText } from '../../../shell/words/index.ts';
import {
  addNode,
  keywordsFrom,
  moveNode,
  NO_WORDS,
  nodeOf,
  parentOf,
  removeNode,
  setAsksHelp,
  setWords,
} from './edit.ts';
import { t } from './words/index.ts';

/** One answer in one language, and what can be done with it. */
export function EditNode(props: {
  script: Script;
  id: string;
  locale: Locale;
  onChange: (script: Script, openId?: string) => void;
}) {
  const { script, id, locale, onChange } = props;
  const node = nodeOf(script, id);
  const words = node.words[locale] ?? NO_WORDS;
  const isFirst = node === script.nodes[0];
  const parent = parentOf(script, id);
  const place = parent?.next.indexOf(id) ?? -1;
  // As it is typed: a comma at the end is on its way to a further word.
  const [keywords, setKeywords] = useState(words.keywords.join(', '));
  const isFull = node.next.length >= LIMITS.scriptButtons || script.nodes.length >= LIMITS.scriptNodes;

  function add() {
    const added = addNode(script, id);
    onChange(added.script, added.id);
  }

  return (
    <div class="form script-node">
      {!isFirst && (
        <TextField
          label={t('button')}
          lang={locale}
          maxLength={LIMITS.buttonChars}
          value={words.button}
          onValue={button => onChange(setWords(script, id, locale, { button }))}
        />
      )}
      <TextArea
        label={t('text')}
        lang={locale}
        rows={4}
        maxLength={LIMITS.answerChars}
        value={words.text}
        onValue={text => onChange(setWords(script, id, locale, { text }))}
      />
      <TextField
        label={t('keywords')}
        hint={t('keywordsHint')}
        lang={locale}
        maxLength={500}
        value={keywords}
        onValue={typed => {
          setKeywords(typed);
          onChange(setWords(script, id, locale, { keywords: keywordsFrom(typed) }));
        }}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={node.asksHelp}
          onChange={event => onChange(setAsksHelp(script, id, event.currentTarget.checked))}
        />
        {t('asksHelp')}
      </label>
      <div class="script-acts">
        <button type="button" class="btn" disabled={isFull} onClick={add}>
          {t('addBelow')}
        </button>
        {parent && (
          <>
            <button
              type="button"
              class="btn is-quiet"
              disabled={place === 0}
              onClick={() => onChange(moveNode(script, id, -1))}
            >
              {t('moveUp')}
            </button>
            <button
              type="button"
              class="btn is-quiet"
              disabled={place === parent.next.length - 1}
              onClick={() => onChange(moveNode(script, id, 1))}
            >
              {t('moveDown')}
            </button>
          </>
        )}
        {!isFirst && (
          <button
            type="button"
            class="btn is-quiet"
            onClick={() => onChange(removeNode(script, id), parent?.id ?? script.nodes[0]!.id)}
          >
            {shellText('remove')}
          </button>
        )}
      </div>
    </div>
  );
}
