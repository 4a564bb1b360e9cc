/** What the names of form fields mean, in the languages and form builders of the world. Pure. */
import { folded } from '../search/rules.ts';

/** What a field is for. `firstName` and `lastName` make a name; `phonePrefix` stands before a phone number. */
export type Role =
  | 'name'
  | 'firstName'
  | 'lastName'
  | 'email'
  | 'phone'
  | 'phonePrefix'
  | 'subject'
  | 'message'
  | 'consent';

export interface Meaning {
  /** What the name says that the field is; null: something else, or nothing. */
  role: Role | null;
  /** The name speaks of mail or of a telephone among other things: `email_or_phone`, `Wie lautet Ihre Mailadresse?` */
  mentions: { email: boolean; phone: boolean };
  /** The name says nothing of what the field is for: `input_3`, `wpforms[fields][2]`, `field-7`. */
  isNameless: boolean;
}

/** Names that ASP.NET puts its controls' own names behind: `ctl00$Main$txtName`. */
const CONTROL_PATH = /^(?:\w+\$)+(?=\w)/;
/** Ids that builders make up: `field_8a31c2d`. */
const MADE_UP = /(?<![\p{L}\p{N}])(?=[a-f]*\d)[0-9a-f]{5,}(?![\p{L}\p{N}])/giu;

/** Names of one meaning, as `keyOf` leaves them; sorted by language: en de fr es pt it ru mn ar am hi, others. */
const ALIASES: Record<Role, string> = {
  name: `name, full name, fullname, names, first and last name, author, realname, from name, name full,
    vor und nachname, vorname und nachname, name vorname, wie heissen sie, ansprechpartner, ansprechpartnerin, nom, nom complet, nom et prenom,
    nombre, nombre completo, nombre y apellidos, nome, nome completo, nome e cognome,
    имя, фио, ф и о, имя и фамилия, фамилия имя, фамилия имя отчество, как к вам обращаться, как зовут, контактное лицо, им'я, ім'я,
    нэр, овог нэр, овог нэрээ, бүтэн нэр, нэрээ, الاسم, اسم, اسمك, الاسم الكامل, الاسم بالكامل, ስም, ሙሉ ስም, ስምዎ, नाम, पूरा नाम, naam, isim, ad soyad, adı soyadı, imię i nazwisko, 姓名, お名前, 이름`,
  firstName: `first name, firstname, fname, first, given name, forename, name first, vorname, prenom, nombre de pila, имя имя,
    الاسم الاول, प्रथम नाम, imię, 名`,
  lastName: `last name, lastname, lname, last, surname, family name, name last, nachname, familienname, zuname, apellido,
    apellidos, sobrenome, cognome, фамилия, овог, اسم العائلة, الاسم الاخير, የአባት ስም, उपनाम, nazwisko, soyad, 姓`,
  email: `email, e mail, mail, email address, mail address, e mail address, emailaddress, mailfrom, from email, reply to, replyto, email id,
    emailadresse, e mail adresse, mailadresse, adresse email, adresse e mail, adresse mail, courriel, correo, correo electronico, emailadres,
    endereco de email, posta elettronica, indirizzo email, электронная почта, эл почта, почта, адрес электронной почты, имейл, емейл, мейл, майл,
    адрес почты, имэйл, имэйл хаяг, и мэйл, цахим шуудан, мэйл, البريد الالكتروني, البريد, بريد الكتروني, بريدك الالكتروني, الايميل, ايميل, ኢሜይል, ኢሜል, የኢሜይል አድራሻ, ኢ ሜይል, ईमेल, ई मेल, ईमेल पता, eposta, e posta, 邮箱, メールアドレス, 이메일`,
  phone: `phone, phone number, phone no, telephone, telephone number, tel, tel no, tel number, mobile, mobile number, mobile phone, mobile no, cell, cell phone, cellphone,
    phone full, phone number full, phone phone, phone number phone, whatsapp, whatsapp number, call back number, callback number, daytime phone, best number,
    telefon, telefonnummer, tel nr, telefon nr, handy, handynummer, mobil, mobilnummer, mobiltelefon, rufnummer, rückrufnummer,
    numero de telephone, portable, telefono, numero de telefono, movil, celular, telefone, cellulare, телефон, номер телефона, тел, мобильный, мобильный телефон, контактный телефон, сотовый,
    утас, утасны дугаар, утасны дугаараа, гар утас, الهاتف, هاتف, رقم الهاتف, رقم هاتفك, الجوال, رقم الجوال, جوال, الموبايل, موبايل, رقم الموبايل, ስልክ, ስልክ ቁጥር, የስልክ ቁጥር, फोन, फोन नंबर, मोबाइल, मोबाइल नंबर, दूरभाष, telefoon, telefoonnummer, 电话, 手机, 電話番号, 전화번호`,
  phonePrefix: `area code, phone area, phone number area, country code, dial code, phone code, phone prefix, phone country code, phone country, vorwahl,
    ländervorwahl, landesvorwahl, код страны, улсын код, رمز البلد, मोबाइल कोड, देश कोड`,
  subject: `subject, topic, regarding, message subject, betreff, thema, sujet, objet, asunto, tema, assunto, oggetto,
    тема, тема сообщения, тема обращения, сэдэв, гарчиг, الموضوع, موضوع, عنوان الرسالة, ርዕስ, ጉዳይ, विषय, onderwerp, temat, konu, 主题, 件名`,
  message: `message, messages, msg, comment, comments, body, textarea, question, questions, enquiry, inquiry, details, description, feedback, notes, note,
    remarks, request, content, message body, message text, comment or message, comments or questions, questions or comments, how can we help, how may we help, how can we help you, tell us more, additional information,
    nachricht, nachrichtentext, mitteilung, anliegen, anfrage, kommentar, kommentare, bemerkung, bemerkungen, frage, fragen, freitext, wie können wir helfen, wie können wir ihnen helfen,
    commentaire, commentaires, demande, mensaje, comentario, comentarios, consulta, mensagem, messaggio, richiesta,
    сообщение, текст, текст сообщения, комментарий, комментарии, вопрос, вопросы, обращение, текст обращения, пожелания, примечание, суть вопроса, отзыв,
    мессеж, мессэж, зурвас, захидал, агуулга, асуулт, санал, санал хүсэлт, хүсэлт, сэтгэгдэл, тайлбар, الرسالة, رسالة, رسالتك, نص الرسالة, استفسار, الاستفسار, التعليق, تعليق, ملاحظات,
    መልእክት, መልዕክት, የእርስዎ መልእክት, ጥያቄ, አስተያየት, संदेश, सन्देश, मैसेज, टिप्पणी, प्रश्न, सवाल, विवरण, bericht, wiadomość, mesaj, 留言, 消息, お問い合わせ内容, 메시지`,
  consent: `consent, gdpr, gdpr consent, privacy, privacy policy, privacy consent, acceptance, accept, accept terms, agree, i agree, agreement, terms, terms and conditions,
    datenschutz, datenschutzerklärung, dsgvo, einwilligung, zustimmung, rgpd, consentement, согласие, согласие на обработку персональных данных, политика конфиденциальности,
    зөвшөөрөл, зөвшөөрч байна, الموافقة, موافقة, ስምምነት, सहमति`,
};

/** What builders call fields that they do not know the meaning of. */
const STRUCTURE =
  words(`form forms field fields input inputs wpforms fluentform text txt textfield tb frm data meta entry entries cf jform
    formframework powermail tx et pb pi ctl q sqf yui nf formular eingabe поле форма талбар`);
/** Words that stand around a telling one and add nothing to it. */
const NOISE = new Set([
  ...STRUCTURE,
  ...words(`your my our the a an is are what whats s of please enter us with contact contactform item value values
    lead user customer client visitor sender guest required req optional mandatory
    ihr ihre ihren ihrem dein deine deinen bitte pflichtfeld erforderlich votre vos obligatoire su tu requerido seu sua suo obbligatorio
    ваш ваша ваше вашу ваши вас введите укажите напишите обязательно
    таны та оруулна уу आपका आपकी आपके अपना कृपया እባክዎ የእርስዎ`),
]);

/** Beginnings and parts of words; short Latin ones only begin one, as "cell" also stands in "cancelled". */
const MENTIONS = {
  email: words('email mail почт мейл имэйл мэйл بريد ايميل ኢሜ ईमेल correo courriel posta'),
  phone: words(
    'phone mobil cell handy whatsapp viber telefon telefo rufnummer телефон моб утас هاتف جوال موبايل ስልክ फोन मोबाइल',
  ),
};
const SHORT_STEM = /^[a-z]{1,5}$/;

const ROLES = new Map(
  (Object.keys(ALIASES) as Role[]).flatMap(role =>
    ALIASES[role].split(',').map(alias => [words(alias).join(''), role] as const),
  ),
);

/** The meaning of a name, whatever its case, prefix, brackets and numbers: `your-message`, `wpforms[fields][1]`, `Ihre E-Mail*`. */
export function meaningOf(name: string): Meaning {
  const all = words(name);
  const mentions = (stems: string[]) =>
    stems.some(stem => all.some(word => (SHORT_STEM.test(stem) ? word.startsWith(stem) : word.includes(stem))));
  return {
    role: roleOf(all) ?? innerRole(name),
    mentions: { email: mentions(MENTIONS.email), phone: mentions(MENTIONS.phone) || all.includes('tel') },
    isNameless: all.every(word => STRUCTURE.includes(word)),
  };
}

function roleOf(all: string[]): Role | null {
  return ROLES.get(all.filter(word => !NOISE.has(word)).join('')) ?? ROLES.get(all.join('')) ?? null;
}

/** `names[first_name]` says the same twice; `company[name]` does not, and is the name of no person. */
function innerRole(name: string): Role | null {
  const [, outer = '', inner = ''] = /^(.*)\[([^[\]]+)\]$/.exec(name) ?? [];
  return roleOf(words(outer)) && roleOf(words(inner));
}

/** Words of a name without case, accents, numbers and signs; `fullName` is two. */
function words(name: string): string[] {
  const apart = name
    .replace(CONTROL_PATH, '')
    .replace(MADE_UP, ' ')
    .replace(/^item_meta/, 'field')
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .replace(/['’]/g, '');
  return folded(apart)
    .split(/[^\p{L}\p{M}]+/u)
    .filter(Boolean);
}

/**
 * Fields that machines fill in: tokens against forgery, proofs of being human, traps for robots of other back ends,
 * numbers and names of forms, buttons. They are no words of anybody. Anything that is not listed is taken for words.
 */
const TECHNICAL = [
  // Against forgery, and proofs of being human.
  /csrf|xsrf|captcha|nonce$|verificationtoken|authenticity_token|^cf-turnstile-response$|^smart-token$|^frc-/i,
  /^_?(?:form_?)?token$|^(?:access|api|form)_?key$|^sessid$|^params_hash$/i,
  // Traps for robots.
  /honeypot|^_?honey$|^bot-?field$|^bot_?check$|^_hp$|^b_[0-9a-f]{8,}_[0-9a-f]+$|^simple_spc$|^form-spec-comments$/i,
  // Settings of other back ends, which the page's author wrote.
  /^_(?:cc|bcc|to|format|language|template|autoresponse|blacklist|webhook|url|redirect|after|method|charset_)$|^utf8$/i,
  /^(?:redirect|return|ret|thank_?you)_?(?:url|to)?$|^(?:oid|orgid)$/i,
  // What frameworks and builders add: WordPress and its plug-ins, ASP.NET, TYPO3, Drupal, Tilda, Jotform, Google.
  /^__|^_wp|^_fluentform|^ct_bot_detector|^ak_|^tildaspec-(?!phone)/i,
  /^form[-_ ]?(?:name|id|build[-_]id)$|^web_form_(?:id|submit)$|^(?:post|queried|page)_id$|^referer_title$|^url_referer$/i,
  /^wpforms\[(?!fields\])|^gform_|^is_submit_\d+$|^item_key$|^frm_(?:action|hide_fields|submit_entry|verify|state)/i,
  /^et_pb_contact(?:form_submit|_email_fields)|^et_builder/i,
  /^(?:fvv|partialresponse|pagehistory|fbzx|draftresponse|submissiontimestamp|hs_context)$/i,
  /^(?:jsexecutiontracker|submitsource|builddate)$/i,
  // Buttons.
  /^(?:submit(?:[-_ ]?(?:button|btn|form|\d+))?|btn[-_ ]?\w*|button|send|commit|op)$/i,
];

/** A packed state, such as Gravity Forms' `state_1`, under a name that somebody's own field may have too. */
const STATE = /^state_\d+$/;
const PACKED = /^[\w+/=-]{40,}$/;

/** Whether a field is a machine's and not a person's. */
export function isTechnical(name: string, value: string): boolean {
  // The last part of `contact[_token]` is what its builder calls it.
  const last = /\[([^[\]]+)\]$/.exec(name)?.[1] ?? name;
  return TECHNICAL.some(each => each.test(name) || each.test(last)) || (STATE.test(name) && PACKED.test(value));
}

/** What advertisements put into a page's address and scripts into its forms: worth keeping, but nobody said it. */
const TRACKING = /^(?:utm_\w+|(?:gcl|gbra|wbra|dcl|fbcl|mscl|msclk|ycl|ymcl|ttcl)id|_ga|_fb[cp])$/i;

export function isTracking(name: string): boolean {
  return TRACKING.test(name);
}

/** A name as a person may read it: `fields[company-name]` is `company name`, `wpforms[fields][7]` is `wpforms fields 7`. */
export function labelOf(name: string): string {
  const parts = name
    .replace(CONTROL_PATH, '')
    .replace(/\p{Cc}+/gu, ' ')
    .split(/[[\]]+/)
    .filter(part => part.trim() !== '' && part !== 'value');
  const last = parts.at(-1) ?? '';
  const label = /\p{L}/u.test(last) ? last : parts.join(' ');
  return label.replace(/[_-]+/g, ' ').replace(/\s+/g, ' ').trim();
}

/** One thing that was said, under its field's name. */
export function labelled(label: string, value: string): string {
  if (label === '') return value;
  return /[?!.:؟።፤]$/.test(label) ? `${label} ${value}` : `${label}: ${value}`;
}
