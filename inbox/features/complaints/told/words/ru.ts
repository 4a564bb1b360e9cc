import type { Messages } from './en.ts';

const ru: Messages = {
  somebody: 'Кто-то',
  opened: 'Жалоба от {who}: {about}',
  again: 'Жалоба от {who} снова открыта: {about}',
  given: 'Вам поручена жалоба от {who}: {about}',
  untaken: 'Жалобой от {who} никто не занимается: {about}',
  late: 'Жалоба от {who} просрочена: {about}',
};
export default ru;
