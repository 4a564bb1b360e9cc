import { useState } from 'preact/hooks';
import type { KeyMade } from '../../../../protocol/keys.ts';
import type { Scope } from '../../../../protocol/scopes.ts';
import { useInbox } from '../../../inbox.ts';
import { Checks } from '../../../shell/Checks.tsx';
import { TextField } from '../../../shell/fields.tsx';
import { codeOf } from '../../../shell/http.ts';
import { Problem, SaveOrCancel } from '../../../shell/Submit.tsx';
import { onEscape } from '../../../shell/use-opener.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { SCOPE_NAMES, scopeName } from './scopes.ts';
import { t } from './words/index.ts';

/** A new key: whose it is, and what it opens. */
export function MakeKey({ onMade, onDone }: { onMade: (made: KeyMade) => void; onDone: () => void }) {
  const { http } = useInbox();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<Scope[]>([]);
  const [refusal, setRefusal] = useState('');
  const form = useSubmit(async () => {
    setRefusal('');
    try {
      onMade(await http.post<KeyMade>('keys', { name, scopes }));
    } catch (error) {
      // Only keys meet it, so the shell has no words for it.
      if (codeOf(error) !== 'KEYS_FULL') throw error;
      setRefusal(t('refusedFull'));
    }
  });
  return (
    <form class="form settings-card" noValidate onSubmit={form.onSubmit} onKeyDown={onEscape(onDone)}>
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        isFocused
        maxLength={80}
        value={name}
        onValue={setName}
        problem={form.problemOf('name')}
      />
      <Checks
        legend={t('scopes')}
        options={SCOPE_NAMES.map(scope => [scope, scopeName(scope)] as const)}
        chosen={scopes}
        onChosen={setScopes}
        problem={form.problemOf('scopes') && t('scopesNone')}
      />
      <Problem text={refusal} />
      <SaveOrCancel form={form} onCancel={onDone} />
    </form>
  );
}
