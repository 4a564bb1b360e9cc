import { Component } from 'preact';
import { files } from '../features/files/load-files.ts';
import { link } from '../panel/link.ts';
import { type Draft, saved, write } from '../panel/saved.ts';
import { desk } from '../panel/site.ts';
import { timeZone } from '../panel/times.ts';
import { Consent } from './Consent.tsx';
import { Field, type FieldMore } from './Field.tsx';
import { FIELDS, type FieldName, mistakes, toCommand } from './fields.ts';
import { kept } from './load-kept.ts';
import { mend } from './mend.ts';
import { Submit, Why } from './pieces.tsx';
import { type FieldErrors, type FormKind, fail, isPending, submit } from './state.ts';

interface FormProps {
  kind: FormKind;
  /** What the button does, in words. */
  action: string;
  errors: FieldErrors | undefined;
  /** What some fields have besides. */
  more?: Partial<Record<FieldName, FieldMore>>;
}

/** A form: its fields, the consent where a site asks for it, and the button. */
export class Form extends Component<FormProps> {
  /** Once for each new set of mistakes, the reader is taken to the first. One that is mended only makes the set smaller. */
  override componentDidUpdate(before: FormProps) {
    const { errors } = this.props;
    if (errors !== before.errors && count(errors) >= count(before.errors))
      (this.base as HTMLFormElement).querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }

  override render({ kind, action, errors, more }: FormProps) {
    const { draft } = saved.now;
    const { consent, files: rules } = desk.now.site ?? {};
    const takesFiles = rules && kind === 'contact';
    if (takesFiles) files.load();
    const Files = takesFiles && files.loaded.now.chunk;
    const names = Object.keys(FIELDS[kind]) as FieldName[];

    function type(change: Partial<Draft>) {
      write(change);
      mend(kind, Object.keys(change)[0]!);
    }

    function onSubmit(event: Event) {
      event.preventDefault();
      const wrong = mistakes(kind, draft, !!consent);
      if (wrong) fail(kind, wrong);
      if (wrong || isPending(kind)) return;
      submit(kind, toCommand(kind, draft, timeZone()));
      // For when it has arrived. Without a link that takes a while, and nothing can be loaded.
      if (!link.now.isDown) kept.load();
    }

    return (
      <form class="form" noValidate onSubmit={onSubmit}>
        {names.map(name => (
          <Field
            key={name}
            name={name}
            options={FIELDS[kind][name]}
            value={draft[name]}
            errors={errors}
            onType={text => type({ [name]: text })}
            {...more?.[name]}
          />
        ))}
        {Files && <Files.Attach owner={kind} />}
        <Consent errors={errors} onType={type} />
        <Why name="" code={errors?.['']} />
        <Submit kind={kind}>{action}</Submit>
      </form>
    );
  }
}

const count = (errors: FieldErrors | undefined) => Object.keys(errors ?? {}).length;
