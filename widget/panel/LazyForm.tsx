import type { FormKind } from '../forms/state.ts';
import { tryChunk } from './chunks.ts';
import { createValue, watching } from './value.ts';

type Forms = typeof import('../forms/forms.tsx');

const loaded = createValue<{ forms?: Forms }>({});
let isLoading = false;

/** One of the forms, whose chunk comes when the first is wanted. */
export const LazyForm = watching([loaded], ({ kind }: { kind: FormKind }) => {
  const Form = loaded.now.forms?.FORMS[kind];
  if (Form) return <Form />;
  load();
  return null;
});

async function load() {
  if (isLoading) return;
  isLoading = true;
  loaded.change({ forms: await tryChunk('forms', () => import('../forms/forms.tsx')) });
  // Where it did not come, it is asked for again when a form is next drawn.
  isLoading = false;
}
