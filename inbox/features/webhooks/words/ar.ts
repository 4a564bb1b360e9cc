import type { Messages } from './en.ts';

export default {
  webhooksLead: 'تعرف برامجك ما يحدث على موقعك. يصل إلى كل عنوان إشعار موقَّع، ويُعاد إرساله حتى يُستلَم.',
  addWebhook: 'إضافة عنوان',
  webhookUrl: 'العنوان',
  webhookUrlHint: 'يبدأ بـ \u2066https://\u2069',
  webhookEvents: 'بماذا يُخبَر',
  webhookEntries: 'كل ما في المحادثات: الرسائل والنماذج والملاحظات والأحداث',
  webhookConversations: 'المحادثات: عند بدئها أو إسنادها أو إغلاقها أو إعادة فتحها',
  webhookCallbacks: 'المكالمات: عند طلبها أو محاولتها أو نقلها أو انتهائها',
  webhookNotices: 'إشعارات الموظفين الذين يريدونها بهذه الطريقة',
  eventsNone: 'يجب إبقاء طريقة واحدة على الأقل.',
  webhookTest: 'اختبار',
  webhookTestDone: 'وصل الاختبار.',
  webhookTestFailed: 'لم يُستلَم الاختبار: {problem}',
  webhookRotate: 'إنشاء سر جديد',
  webhookFailing: 'لا يستلم شيئًا منذ {time}',
  webhookBothUntil: 'يعمل السر القديم حتى {time}',
  webhookOnce: 'بهذا السر يتحقق برنامجك من التوقيعات. لا يظهر إلا الآن.',
  webhookSecret: 'سر {url}',
  deadLetters: 'لم يُسلَّم',
  deadLettersLead: 'توقفت المحاولات بعد يومين، ويُحفظ 30 يومًا.',
} satisfies Messages;
