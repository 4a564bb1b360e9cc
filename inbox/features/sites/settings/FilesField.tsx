import { FILE_BYTES, FILE_COUNT, FILE_KINDS, type FileKind } from '../../../../protocol/file-kinds.ts';
import type { FileSettings } from '../../../../protocol/files.ts';
import { Checks } from '../../../shell/Checks.tsx';
import type { TextKey } from '../../../shell/locale.ts';
import { NumberField } from './NumberField.tsx';
import type { Messages } from './words/en.ts';
import { t } from './words/index.ts';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** What a shop begins with: a few photos of a telephone, and all that is safe to take. */
const USUAL: FileSettings = { maxCount: 5, maxBytes: 10 * MIB, kinds: [...FILE_KINDS], totalBytes: 10 * GIB };

/** Of those that have another name in each language. */
const NAMES: Partial<Record<FileKind, TextKey<Messages>>> = {
  image: 'filesImage',
  office: 'filesOffice',
  audio: 'filesAudio',
  text: 'filesText',
};

function nameOf(kind: FileKind): string {
  const name = NAMES[kind];
  return name ? t(name) : kind.toUpperCase();
}

/** Whether files are taken, and which. */
export function FilesField(props: {
  /** Null: none. */
  files: FileSettings | null;
  /** What it was before; null for what most begin with. */
  usual: FileSettings | null;
  onFiles: (files: FileSettings | null) => void;
  problemOf: (field: string) => string;
}) {
  const { files, usual, onFiles, problemOf } = props;
  const set = (change: Partial<FileSettings>) => onFiles({ ...files!, ...change });
  return (
    <fieldset>
      <legend>{t('files')}</legend>
      <label class="check">
        <input
          type="checkbox"
          checked={files !== null}
          onChange={event => onFiles(event.currentTarget.checked ? (usual ?? USUAL) : null)}
        />
        {t('filesOn')}
      </label>
      {files && (
        <>
          <Checks
            legend={t('filesKinds')}
            options={FILE_KINDS.map(kind => [kind, nameOf(kind)] as const)}
            chosen={files.kinds}
            onChosen={kinds => set({ kinds })}
            problem={files.kinds.length === 0 ? t('channelsNone') : ''}
          />
          <div class="pair">
            <NumberField
              label={t('filesCount')}
              max={FILE_COUNT}
              value={files.maxCount}
              onValue={maxCount => set({ maxCount })}
              problem={problemOf('files.maxCount')}
            />
            <NumberField
              label={t('filesSize')}
              max={FILE_BYTES / MIB}
              value={Math.ceil(files.maxBytes / MIB)}
              onValue={size => set({ maxBytes: size * MIB })}
              problem={problemOf('files.maxBytes')}
            />
          </div>
          <NumberField
            label={t('filesTotal')}
            max={1024}
            value={Math.ceil(files.totalBytes / GIB)}
            onValue={total => set({ totalBytes: total * GIB })}
            problem={problemOf('files.totalBytes')}
          />
        </>
      )}
    </fieldset>
  );
}
