import { useState } from 'preact/hooks';
import type { SmsRecipe } from '../../../../protocol/sms.ts';
import { Select, TextArea, TextField } from '../../../shell/fields.tsx';
import type { Submitting } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { t } from './words/index.ts';

/** How any other gateway is asked, and how its answers are read. */
export function Recipe(props: {
  recipe: SmsRecipe;
  onRecipe: (recipe: SmsRecipe) => void;
  problemOf: Submitting['problemOf'];
}) {
  const { recipe, onRecipe, problemOf } = props;
  const set = (change: Partial<SmsRecipe>) => onRecipe({ ...recipe, ...change });
  const setReport = (change: Partial<SmsRecipe['report']>) => set({ report: { ...recipe.report, ...change } });
  const setReply = (change: Partial<SmsRecipe['reply']>) => set({ reply: { ...recipe.reply, ...change } });
  const code = { dir: 'ltr', spellcheck: false, autocomplete: 'off' } as const;
  return (
    <>
      <Select
        label={t('method')}
        value={recipe.method}
        onValue={method => set({ method })}
        options={[
          ['POST', 'POST'],
          ['GET', 'GET'],
        ]}
      />
      <TextField
        {...code}
        label={t('url')}
        hint={t('urlHint')}
        maxLength={2000}
        value={recipe.url}
        onValue={url => set({ url })}
        problem={problemOf('url', shellText('errorUrl')) || problemOf('gateway.recipe.url', shellText('errorUrl'))}
      />
      <TextArea
        {...code}
        label={t('headers')}
        hint={t('headersHint')}
        rows={2}
        maxLength={4000}
        value={recipe.headers}
        onValue={headers => set({ headers })}
        problem={problemOf('headers', t('recipeWrong'))}
      />
      <Select
        label={t('body')}
        value={recipe.body}
        onValue={body => set({ body })}
        options={[
          ['form', t('bodyForm')],
          ['json', 'JSON'],
          ['none', t('bodyNone')],
        ]}
      />
      {recipe.body !== 'none' && (
        <TextArea
          {...code}
          label={t('fields')}
          hint={t('fieldsHint')}
          rows={4}
          maxLength={4000}
          value={recipe.fields}
          onValue={fields => set({ fields })}
          problem={problemOf('fields', t('recipeWrong'))}
        />
      )}
      <TextField
        {...code}
        label={t('statusAt')}
        hint={t('statusAtHint')}
        value={recipe.statusAt}
        onValue={statusAt => set({ statusAt })}
      />
      <Words label={t('taken')} words={recipe.taken} onWords={taken => set({ taken })} />
      <Words label={t('later')} words={recipe.later} onWords={later => set({ later })} />
      <TextField {...code} label={t('idAt')} value={recipe.idAt} onValue={idAt => set({ idAt })} />
      <TextField {...code} label={t('problemAt')} value={recipe.problemAt} onValue={problemAt => set({ problemAt })} />
      <details class="sms-more">
        <summary>{t('reports')}</summary>
        <div class="form">
          <TextField
            {...code}
            label={t('listAt')}
            value={recipe.report.listAt}
            onValue={listAt => setReport({ listAt })}
          />
          <TextField {...code} label={t('idAt')} value={recipe.report.idAt} onValue={idAt => setReport({ idAt })} />
          <TextField
            {...code}
            label={t('statusAt')}
            value={recipe.report.statusAt}
            onValue={statusAt => setReport({ statusAt })}
          />
          <Words
            label={t('delivered')}
            words={recipe.report.delivered}
            onWords={delivered => setReport({ delivered })}
          />
          <Words label={t('failedWords')} words={recipe.report.failed} onWords={failed => setReport({ failed })} />
        </div>
      </details>
      <details class="sms-more">
        <summary>{t('replies')}</summary>
        <div class="form">
          <TextField
            {...code}
            label={t('listAt')}
            value={recipe.reply.listAt}
            onValue={listAt => setReply({ listAt })}
          />
          <TextField
            {...code}
            label={t('fromAt')}
            value={recipe.reply.fromAt}
            onValue={fromAt => setReply({ fromAt })}
          />
          <TextField
            {...code}
            label={t('textAt')}
            value={recipe.reply.textAt}
            onValue={textAt => setReply({ textAt })}
          />
        </div>
      </details>
    </>
  );
}

/** Several words in one field. What is typed stays as it is, or a comma could never be. */
function Words(props: { label: string; words: readonly string[]; onWords: (words: string[]) => void }) {
  const { label, words, onWords } = props;
  const [typed, setTyped] = useState(words.join(', '));
  return (
    <TextField
      label={label}
      hint={t('wordsHint')}
      dir="ltr"
      autocomplete="off"
      value={typed}
      onValue={text => {
        setTyped(text);
        const found = text.split(',').map(each => each.trim());
        onWords(found.filter(each => each !== ''));
      }}
    />
  );
}
