"""The labels of ProQuest in the languages of its interface, by what they mean.

The English labels are those of exports as other parsers describe them. Those of other languages are from lists of what
the interface calls its fields, among them Zotero's translator of ProQuest's pages, and from no real export: some may be
missing or be worded otherwise there. A colon behind them is left out, and so are case and accents.
"""

from __future__ import annotations

import unicodedata
from functools import cache

#: What it means -> labels, in this order: en, de, es, fr, it, pt, pl, cs, hu, ru, no, tr, id, ar, ja, ko, th, zh.
_LABELS: dict[str, str] = {
    "full text": (
        "full text|fulltext|volltext|texto completo|texte intégral|texte complet|testo completo|texto integral|"
        "pełny tekst|plný text|celý text|teljes szöveg|полный текст|fulltekst|tam metin|teks lengkap|النص الكامل|"
        "全文|フルテキスト|전체 텍스트|전문|เอกสารฉบับเต็ม|ข้อความฉบับเต็ม|全文文献"
    ),
    "abstract": (
        "abstract|abstract (summary)|zusammenfassung|kurzfassung|resumen|résumé|extrait|riassunto|sommario|resumo|"
        "abstrakt|streszczenie|kivonat|absztrakt|реферат|аннотация|краткое содержание|sammendrag|özet|abstrak|"
        "الملخص|ملخص|抄録|要約|초록|요약|บทคัดย่อ|摘要|文摘"
    ),
    "links": "links|link|verknüpfungen|enlaces|vínculos|liens|collegamenti|ligações|łącza|odkazy|ссылки|bağlantılar",
    "publication info": (
        "publication info|publication information|informationen zur publikation|publikationsinfo|"
        "información de publicación|informations de publication|info de publication|informazioni sulla pubblicazione|"
        "informações da publicação"
    ),
    "title": (
        "title|titel|título|titre|titolo|tytuł|název|cím|название|заглавие|tittel|başlık|judul|العنوان|タイトル|제목|"
        "ชื่อเรื่อง|标题|標題"
    ),
    "author": (
        "author|authors|autor|verfasser|autores|auteur|auteurs|autore|autori|autoři|szerző|автор|forfatter|yazar|"
        "yazar adı|pengarang|المؤلف|著者|저자|ผู้แต่ง|作者"
    ),
    "outlet": (
        "publication title|publication|titel der publikation|publikationstitel|título de publicación|"
        "título de la publicación|titre de la publication|titolo pubblicazione|titolo della pubblicazione|"
        "título da publicação|tytuł publikacji|název publikace|publikáció címe|название публикации|utgivelsestittel|"
        "yayın adı|judul publikasi|عنوان المطبوعة|出版物のタイトル|출판물 제목|ชื่อเอกสารสิ่งพิมพ์|出版物名称|出版物名稱"
    ),
    "date": (
        "publication date|publikationsdatum|erscheinungsdatum|veröffentlichungsdatum|fecha de publicación|"
        "fecha de titulación|date de publication|date du diplôme|data di pubblicazione|data de publicação|"
        "data da publicação|data publikacji|datum vydání|publikáció dátuma|дата публикации|utgivelsesdato|"
        "yayınlanma tarihi|yayın tarihi|tanggal publikasi|تاريخ النشر|出版日|출판 날짜|วันที่เอกสารสิ่งพิมพ์|出版日期"
    ),
    "section": (
        "section|bereich|rubrik|sección|sezione|seção|secção|rozdział|sekce|rész|раздел|del|bölüm|bagian|القسم|"
        "セクション|섹션|ส่วน|章节|區段"
    ),
    "page": (
        "pages|page|start page|first page|pagination|seiten|páginas|pagine|strony|strany|oldalak|страницы|sider|"
        "sayfalar|halaman|الصفحات|ページ|페이지|หน้า|页|頁面"
    ),
    "language": (
        "language of publication|language|publikationssprache|sprache|idioma de la publicación|"
        "idioma de publicación|idioma|langue de publication|langue|lingua di pubblicazione|lingua|"
        "idioma de publicação|idioma da publicação|język publikacji|język|jazyk publikace|jazyk|publikáció nyelve|"
        "nyelv|язык публикации|язык|utgivelsesspråk|språk|yayın dili|dil|bahasa publikasi|bahasa|لغة النشر|اللغة|"
        "出版物の言語|言語|출판 언어|언어|ภาษาของเอกสารสิ่งพิมพ์|ภาษา|出版物语言|语言|出版物語言|語言"
    ),
    "n_words": (
        "word count|words|wortzahl|anzahl der wörter|número de palabras|nombre de mots|numero di parole|"
        "número de palavras|liczba słów|количество слов"
    ),
    "url": (
        "document url|dokument-url|dokument url|url del documento|url du document|url documento|url do documento|"
        "adres url dokumentu|url dokumentu|dokumentum url-je|dokumentum url|url документа|dokumentets url|"
        "belge url'si|belge url|url dokumen|عنوان url للمستند|ドキュメントの url|ドキュメントurl|문서 url|"
        "url ของเอกสาร|文档 url|文件 url"
    ),
    "export_id": (
        "proquest document id|proquest documentid|proquest-dokument-id|proquest dokument-id|"
        "id del documento de proquest|id de documento de proquest|id de documento proquest|"
        "id du document proquest|id de document proquest|identifiant du document proquest|id documento proquest|"
        "id del documento proquest|id do documento proquest|id do documento do proquest|"
        "identyfikator dokumentu proquest|id dokumentu proquest|proquest dokumentumazonosító|"
        "идентификатор документа proquest|ид документа proquest|proquest dokument-id|proquest belge no|"
        "proquest belge kimliği|id dokumen proquest|معرف مستند proquest|proquest ドキュメント id|proquest 문서 id|"
        "รหัสเอกสาร proquest|proquest 文档 id|proquest 文件識別碼|proquest 文件 id"
    ),
    # Fields that are no docvar; each has a name of its own, as it stands once in an article.
    "year": (
        "publication year|year|erscheinungsjahr|jahr|año de publicación|año|année de publication|année|"
        "anno di pubblicazione|anno|ano de publicação|ano da publicação|ano|rok publikacji|rok|rok vydání|"
        "publikáció éve|év|год публикации|год|utgivelsesår|år|yayın yılı|yıl|tahun publikasi|tahun|عام النشر|العام|"
        "出版年|年|출판 연도|연도|ปีที่พิมพ์|ปี|出版年份"
    ),
    "subject": (
        "subject|subjects|subject heading|thema|schlagwort|materia|sujet|soggetto|assunto|temat|předmět|tárgy|тема|"
        "emne|konu|subjek|الموضوع|主題|주제|หัวเรื่อง|主题"
    ),
    "narrow subject": "narrow subject|business indexing term|business term|mesh",
    "broad subject": "broad subject",
    "location": (
        "location|standort|ort|lugar|ubicación|lieu|luogo|località|local|localização|lokalizacja|místo|hely|место|"
        "sted|konum|lokasi|الموقع|場所|지역|위치|สถานที่|地点|位置|地點"
    ),
    "people": (
        "people|person|personen|personas|personnes|persone|pessoas|osoby|személyek|люди|personer|kişiler|人名|人物"
    ),
    "company": (
        "company / organization|company/organization|company|unternehmen / organisation|unternehmen/organisation|"
        "empresa / organización|compañía/organización|empresa/organización|société / organisation|"
        "entreprise / organisation|società/organizzazione|azienda/organizzazione|empresa / organização|"
        "empresa/organização|firma/organizacja|společnost/organizace|компания / организация|公司/组织|会社/組織"
    ),
    "keyword": (
        "identifier / keyword|identifier/keyword|identifiers / keywords|identifikator/schlüsselwort|"
        "identifikator / schlüsselwort|identificador / palabra clave|identificateur / mot-clé|"
        "identificativo/parola chiave|identificador / palavra-chave|identyfikator/słowo kluczowe|"
        "identifikátor/klíčové slovo|azonosító / kulcsszó|идентификатор / ключевое слово|identifikator/nøkkelord|"
        "tanımlayıcı / anahtar kelime|pengidentifikasi/kata kunci|معرف / كلمة أساسية|識別子 / キーワード|식별자/키워드|"
        "ตัวบ่งชี้/คำสำคัญ|标识符/关键字|識別碼/關鍵字"
    ),
    "address": "url|web address",
    "classification": "classification|klassifikation|clasificación|classificazione|classificação",
    "product": "product name|ticker|naics|duns",
    "credit": "credit|bildnachweis|crédito|crédit",
    "affiliation": "author affiliation|affiliation|correspondence author|author e-mail address",
    "original title": "original title|alternate title|subtitle|additional title|column",
    "volume": "volume|band|tomo|volum|tom|svazek|kötet|том|cilt|المجلد|巻|권|เล่ม|卷|卷期",
    "issue": (
        "issue|ausgabe|número|numéro|fascicolo|edição|wydanie|číslo|szám|выпуск|utgave|sayı|edisi|الإصدار|号|호|期"
    ),
    "supplement": "supplement|special issue|edition",
    "n_pages": (
        "number of pages|seitenanzahl|número de páginas|nombre de pages|numero di pagine|liczba stron|počet stránek|"
        "oldalszám|число страниц|antall sider|sayfa sayısı|jumlah halaman|عدد الصفحات|ページ数|페이지 수|页数|頁數"
    ),
    "publisher": (
        "publisher|herausgeber|verlag|editorial|éditeur|casa editrice|editora|wydawca|vydavatel|kiadó|издательство|"
        "utgiver|yayıncı|penerbit|الناشر|出版社|출판사|สำนักพิมพ์|出版商|出版者"
    ),
    "place": (
        "place of publication|verlagsort|erscheinungsort|lugar de publicación|lieu de publication|"
        "luogo di pubblicazione|local de publicação|miejsce publikacji|místo vydání|publikáció helye|"
        "место публикации|utgivelsessted|basım yeri|tempat publikasi|مكان النشر|出版地|출판 지역|สถานที่พิมพ์|出版物地点"
    ),
    "country": (
        "country of publication|publikationsland|país de publicación|pays de publication|paese di pubblicazione|"
        "país de publicação|kraj publikacji|země vydání|publikáció országa|страна публикации|utgivelsesland|"
        "yayınlanma ülkesi|negara publikasi|بلد النشر|出版国|출판 국가|ประเทศที่พิมพ์|出版物国家/地区|出版國家/地區"
    ),
    "publication subject": (
        "publication subject|journal subject|zeitschriftenthema|thema der publikation|materia de la revista|"
        "materia de la publicación|sujet de la publication|soggetto rivista|soggetto della pubblicazione|"
        "assunto do periódico|assunto da publicação|assunto da publicação periódica|tematyka czasopisma|"
        "předmět časopisu|folyóirat tárgya|тематика журнала|journalemne|dergi konusu|subjek jurnal|学術誌の主題|"
        "저널 주제|หัวเรื่องของวารสาร|期刊主题|期刊主題"
    ),
    "issn": "issn|e-issn|eissn|رقم المسلسل الدولي",
    "isbn": "isbn|e-isbn|coden|lccn|doi|digital object identifier",
    "source type": (
        "source type|quellentyp|tipo de fuente|type de source|tipo di fonte|tipo de fonte|typ źródła|typ zdroje|"
        "forrástípus|тип источника|kildetype|yayın türü|jenis sumber|نوع المصدر|リソースタイプ|원본 유형|"
        "来源类型|來源類型|ประเภทของแหล่งข้อมูล"
    ),
    "document type": (
        "document type|dokumententyp|dokumenttyp|tipo de documento|type de document|tipo di documento|"
        "rodzaj dokumentu|typ dokumentu|dokumentum típusa|тип документа|dokumenttype|belge türü|jenis dokumen|"
        "نوع المستند|ドキュメントのタイプ|문서 형식|ประเภทเอกสาร|文档类型|文件類型"
    ),
    "feature": "document feature|dokumentmerkmal|característica del documento|caractéristique du document",
    "accession": "accession number|zugangsnummer|número de acceso|numéro d'ordre|publication history",
    "copyright": (
        "copyright|urheberrecht|derechos de autor|droit d'auteur|diritti d'autore|direitos autorais|prawa autorskie|"
        "opphavsrett|telif hakkı|hak cipta|حقوق النشر|著作権|版权|著作權|ลิขสิทธิ์"
    ),
    "last updated": (
        "last updated|zuletzt aktualisiert|letzte aktualisierung|última actualización|dernière mise à jour|"
        "ultimo aggiornamento|última atualização|ostatnia aktualizacja|poslední aktualizace|utolsó frissítés|"
        "последнее обновление|sist oppdatert|son güncelleme|terakhir diperbarui|آخر تحديث|最終更新日|최종 업데이트|"
        "ปรับปรุงครั้งล่าสุด|上次更新时间|上次更新時間|最近更新"
    ),
    "database": (
        "database|databases|datenbank|base de datos|base de données|base de dados|baza danych|databáze|adatbázis|"
        "база данных|база|databaser|veritabanı|basis data|قاعدة البيانات|データベース|데이터베이스|ฐานข้อมูล|"
        "数据库|資料庫"
    ),
}


def field_of(label: str) -> str | None:
    """What a label means, or None for what is none.

    Examples
    --------
    >>> field_of("Publication title"), field_of("TEXTE INTÉGRAL "), field_of("He said")
    ('outlet', 'full text', None)
    """
    return _fields().get(_fold(label))


@cache
def _fields() -> dict[str, str]:
    return {_fold(label): field for field, labels in reversed(_LABELS.items()) for label in labels.split("|")}


def _fold(label: str) -> str:
    """In small letters, without accents, with one blank between words."""
    if label.isascii():
        return " ".join(label.casefold().split())
    plain = unicodedata.normalize("NFKD", label.casefold())
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())
