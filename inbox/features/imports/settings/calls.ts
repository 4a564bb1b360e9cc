import type { ContactField } from '../../../../protocol/contact-fields.ts';
import type {
  ImportOutcome,
  ImportPlan,
  ImportPreview,
  ImportRowsAnswer,
  ImportRun,
} from '../../../../protocol/imports.ts';
import { asQuery, type Http } from '../../../shell/http.ts';

export type ImportCalls = ReturnType<typeof importCalls>;

/** Bytes of one piece, as the server takes them. */
const PIECE_BYTES = 256 * 1024;

/** What can be asked about imports. Every call throws `ApiError`. */
export function importCalls(http: Http) {
  return {
    list: () => http.get<ImportRun[]>('imports'),
    find: (id: string) => http.get<ImportRun>(`imports/${id}`),
    /**
     * Sends a file in pieces. @param told hears how many bytes are there
     * @returns the import, read or failed
     */
    async send(file: File, signal: AbortSignal, told: (sent: number) => void): Promise<ImportRun> {
      let run = await http.post<ImportRun>('imports', { name: file.name.slice(0, 200), size: file.size }, signal);
      while (run.state === 'uploading') {
        const offset = run.received;
        const piece = file.slice(offset, offset + PIECE_BYTES);
        run = await http.patchBytes<ImportRun>(`imports/${run.id}/file`, piece, offset, signal);
        told(run.received);
      }
      return run;
    },
    preview: (id: string, plan: ImportPlan, signal?: AbortSignal) =>
      http.post<ImportPreview>(`imports/${id}/preview`, plan, signal),
    start: (id: string, plan: ImportPlan) => http.post<ImportRun>(`imports/${id}/start`, plan),
    act: (id: string, what: 'stop' | 'resume' | 'undo') => http.post<ImportRun>(`imports/${id}/${what}`),
    remove: (id: string) => http.delete(`imports/${id}`),
    rows: (id: string, outcome: ImportOutcome) =>
      http.get<ImportRowsAnswer>(`imports/${id}/rows${asQuery({ outcome, limit: 50 })}`),
    /** A desk without fields of its own, or an older server, has none. */
    fields: () => http.get<ContactField[]>('contact-fields').catch((): ContactField[] => []),
  };
}
