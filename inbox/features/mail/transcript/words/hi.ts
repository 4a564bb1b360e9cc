import type { Messages } from './en.ts';

const hi: Messages = {
  send: 'उन्हें बातचीत मेल करें',
  queued: '{to} को भेजा जा रहा है',
  suppressed: 'नहीं भेजा: {to} से मेल पहले लौट आया था।',
  nobody: 'नहीं भेजा: ईमेल पता नहीं है।',
  off: 'नहीं भेजा: इस सर्वर पर मेल बंद है।',
};
export default hi;
