import type { Messages } from './en.ts';

export default {
  searchLabel: 'Хүн, зурвас хайх',
  searchClear: 'Хайлтыг арилгах',
} satisfies Messages;
