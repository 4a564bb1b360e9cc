import type { SmsGateway, SmsRecipe, SmsSettingsAnswer } from '../../../../protocol/sms.ts';
import { Select, TextField } from '../../../shell/fields.tsx';
import type { Submitting } from '../../../shell/use-submit.ts';
import { Recipe } from './Recipe.tsx';
import { t } from './words/index.ts';

/** As the gateways' own pages call them, in every language. */
const NAMES: Readonly<Record<string, string>> = {
  accountSid: 'Account SID',
  authToken: 'Auth Token',
  apiKey: 'API key',
  apiSecret: 'API secret',
  accessKey: 'Access key',
  baseUrl: 'Base URL',
  login: 'Login',
  password: 'Password',
  username: 'Username',
  appSid: 'AppSid',
  templateId: 'Template ID',
  authKey: 'Authkey',
  token: 'API token',
};

/** What any gateway begins with: JSON with a key in a header, as most have it by now. */
const FIRST_RECIPE: SmsRecipe = {
  method: 'POST',
  url: '',
  headers: 'Authorization: Bearer {{key}}',
  body: 'json',
  fields: '{"to": "{{to}}", "from": "{{from}}", "text": "{{text}}"}',
  statusAt: '',
  taken: [],
  later: [],
  idAt: 'id',
  problemAt: '',
  report: { listAt: '', idAt: 'id', statusAt: 'status', delivered: ['delivered'], failed: ['failed'] },
  reply: { listAt: '', fromAt: 'from', textAt: 'text' },
};

/** Which gateway, and what it asks for. */
export function Gateway(props: {
  answer: SmsSettingsAnswer;
  gateway: SmsGateway;
  onGateway: (gateway: SmsGateway) => void;
  problemOf: Submitting['problemOf'];
}) {
  const { answer, gateway, onGateway, problemOf } = props;
  const chosen = answer.presets.find(each => each.preset === gateway.preset)!;
  const isSame = answer.settings.gateway.preset === gateway.preset;
  const isKept = (name: string) => isSame && answer.kept.includes(name);
  const nameOf = (name: string) => (name === 'user' ? t('account') : name === 'key' ? t('key') : (NAMES[name] ?? name));
  return (
    <div class="form">
      <Select
        label={t('which')}
        value={gateway.preset}
        onValue={preset =>
          onGateway({
            ...gateway,
            preset,
            values: {},
            recipe: preset === 'custom' ? (gateway.recipe ?? FIRST_RECIPE) : null,
          })
        }
        options={answer.presets.map(({ preset, title }) => [preset, title || t('custom')] as const)}
      />
      {chosen.docs && (
        <p>
          <a href={chosen.docs} target="_blank" rel="noopener noreferrer">
            {t('fieldsFrom')}
          </a>
        </p>
      )}
      {gateway.recipe && (
        <Recipe recipe={gateway.recipe} onRecipe={recipe => onGateway({ ...gateway, recipe })} problemOf={problemOf} />
      )}
      {chosen.fields.map(({ name, isSecret }) => (
        <TextField
          key={name}
          label={nameOf(name)}
          type={isSecret ? 'password' : 'text'}
          autocomplete={isSecret ? 'new-password' : 'off'}
          spellcheck={false}
          dir="ltr"
          maxLength={1000}
          hint={isSecret && isKept(name) ? t('keptSecret') : undefined}
          value={gateway.values[name] ?? ''}
          onValue={value => onGateway({ ...gateway, values: { ...gateway.values, [name]: value } })}
          problem={problemOf(name) || problemOf(`gateway.values.${name}`)}
        />
      ))}
      <TextField
        label={t('from')}
        hint={t('fromHint')}
        dir="ltr"
        maxLength={20}
        value={gateway.from}
        onValue={from => onGateway({ ...gateway, from })}
        problem={problemOf('gateway.from')}
      />
    </div>
  );
}
