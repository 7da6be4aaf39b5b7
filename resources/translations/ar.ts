<?xml version='1.0' encoding='utf-8'?>
<TS version="2.1" language="ar" sourcelanguage="en">
    <context>
        <name />
        <message>
            <source>Progress of the job</source>
            <translation>بروغراسس وف تها جوب</translation>
        </message>
        <message>
            <source>the document</source>
            <translation>تها دوصومانت</translation>
        </message>
        <message>
            <source>Show the notes</source>
            <translation>سهوو تها نوتاس</translation>
        </message>
        <message>
            <source>Read what it made</source>
            <translation>رااد وهات يت مادا</translation>
        </message>
        <message>
            <source>Do it first</source>
            <translation>دو يت فيرست</translation>
        </message>
        <message>
            <source>Begin it before all that wait</source>
            <translation>باغين يت بافورا الل تهات وايت</translation>
        </message>
        <message>
            <source>Do it last</source>
            <translation>دو يت لاست</translation>
        </message>
        <message>
            <source>Begin it after all that wait</source>
            <translation>باغين يت افتار الل تهات وايت</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>ستوب</translation>
        </message>
        <message>
            <source>Stop it; what was made so far is kept</source>
            <translation>ستوب يت; وهات واس مادا سو فار يس كابت</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>تري اغاين</translation>
        </message>
        <message>
            <source>Go on where it stopped</source>
            <translation>غو ون وهارا يت ستوبباد</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>وهات هابباناد</translation>
        </message>
        <message>
            <source> (try {attempt})</source>
            <translation> (تري {attempt})</translation>
        </message>
        <message>
            <source>, page {page}</source>
            <translation>, باغا {page}</translation>
        </message>
        <message>
            <source>Try {title} again</source>
            <translation>تري {title} اغاين</translation>
        </message>
        <message>
            <source>Stop {title}</source>
            <translation>ستوب {title}</translation>
        </message>
        <message>
            <source>Activity</source>
            <translation>اصتيفيتي</translation>
        </message>
        <message>
            <source>, {progress} percent</source>
            <translation>, {progress} بارصانت</translation>
        </message>
        <message>
            <source>Waiting, the next one first</source>
            <translation>وايتينغ, تها ناخت ونا فيرست</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>باوسا</translation>
        </message>
        <message>
            <source>Begin no waiting document any more; those at work go on</source>
            <translation>باغين نو وايتينغ دوصومانت اني مورا; تهوسا ات وورك غو ون</translation>
        </message>
        <message>
            <source>Nothing is being done. Drop a document, and its way to notes is shown here.</source>
            <translation>نوتهينغ يس باينغ دونا. دروب ا دوصومانت, اند يتس واي تو نوتاس يس سهوون هارا.</translation>
        </message>
        <message>
            <source>{documents} in work</source>
            <translation>{documents} ين وورك</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>غو ون</translation>
        </message>
        <message>
            <source>Selected text</source>
            <translation>سالاصتاد تاخت</translation>
        </message>
        <message>
            <source>Show: {said}</source>
            <translation>سهوو: {said}</translation>
        </message>
        <message>
            <source>No statement uses this</source>
            <translation>نو ستاتامانت وساس تهيس</translation>
        </message>
        <message>
            <source>Ask what this means</source>
            <translation>اسك وهات تهيس ماانس</translation>
        </message>
        <message>
            <source>What does this mean: “{text}”?</source>
            <translation>وهات دواس تهيس ماان: “{text}”?</translation>
        </message>
        <message>
            <source>Make a card of it…</source>
            <translation>ماكا ا صارد وف يت…</translation>
        </message>
        <message>
            <source>Copy with its page</source>
            <translation>صوبي ويته يتس باغا</translation>
        </message>
        <message>
            <source>“{text}” ({title}, p. {page})</source>
            <translation>“{text}” ({title}, ب. {page})</translation>
        </message>
        <message>
            <source>See notes, quiz and flashcards in a browser, and add documents from there. It is off until you turn it on, and then only on this computer unless you let your network in.</source>
            <translation>ساا نوتاس, قويز اند فلاسهصاردس ين ا برووسار, اند ادد دوصومانتس فروم تهارا. يت يس وفف ونتيل يوو تورن يت ون, اند تهان ونلي ون تهيس صومبوتار ونلاسس يوو لات يوور ناتوورك ين.</translation>
        </message>
        <message>
            <source>Open in browsers on this computer. Others cannot reach it.</source>
            <translation>وبان ين برووسارس ون تهيس صومبوتار. وتهارس صاننوت رااصه يت.</translation>
        </message>
        <message>
            <source>Scan the code with your phone. Whoever scans it may come in, until you remove the device. What goes over your network is not encrypted: turn it off in networks that you do not trust.</source>
            <translation>سصان تها صودا ويته يوور بهونا. وهوافار سصانس يت ماي صوما ين, ونتيل يوو راموفا تها دافيصا. وهات غواس وفار يوور ناتوورك يس نوت انصريبتاد: تورن يت وفف ين ناتووركس تهات يوو دو نوت تروست.</translation>
        </message>
        <message>
            <source>On your phone…</source>
            <translation>ون يوور بهونا…</translation>
        </message>
        <message>
            <source>See your notes in a browser, here or on your phone</source>
            <translation>ساا يوور نوتاس ين ا برووسار, هارا ور ون يوور بهونا</translation>
        </message>
        <message>
            <source>On your phone</source>
            <translation>ون يوور بهونا</translation>
        </message>
        <message>
            <source>On this computer</source>
            <translation>ون تهيس صومبوتار</translation>
        </message>
        <message>
            <source>Open the page in a browser of this computer</source>
            <translation>وبان تها باغا ين ا برووسار وف تهيس صومبوتار</translation>
        </message>
        <message>
            <source>Let my phone in</source>
            <translation>لات مي بهونا ين</translation>
        </message>
        <message>
            <source>Open it to the network that this computer is in</source>
            <translation>وبان يت تو تها ناتوورك تهات تهيس صومبوتار يس ين</translation>
        </message>
        <message>
            <source>New code</source>
            <translation>ناو صودا</translation>
        </message>
        <message>
            <source>A code for one more device</source>
            <translation>ا صودا فور ونا مورا دافيصا</translation>
        </message>
        <message>
            <source>Copy address</source>
            <translation>صوبي اددراسس</translation>
        </message>
        <message>
            <source>Copy the address that the code carries</source>
            <translation>صوبي تها اددراسس تهات تها صودا صاررياس</translation>
        </message>
        <message>
            <source>Open here</source>
            <translation>وبان هارا</translation>
        </message>
        <message>
            <source>Open the page in this computer's browser</source>
            <translation>وبان تها باغا ين تهيس صومبوتار'س برووسار</translation>
        </message>
        <message>
            <source>Turn off</source>
            <translation>تورن وفف</translation>
        </message>
        <message>
            <source>Close the page for all devices</source>
            <translation>صلوسا تها باغا فور الل دافيصاس</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>دافيصاس</translation>
        </message>
        <message>
            <source>Code to scan with a phone</source>
            <translation>صودا تو سصان ويته ا بهونا</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>راموفا</translation>
        </message>
        <message>
            <source>Let {name} in no more</source>
            <translation>لات {name} ين نو مورا</translation>
        </message>
        <message>
            <source>here now</source>
            <translation>هارا نوو</translation>
        </message>
        <message>
            <source>not used yet</source>
            <translation>نوت وساد يات</translation>
        </message>
        <message>
            <source>last here {moment}</source>
            <translation>لاست هارا {moment}</translation>
        </message>
        <message numerus="yes">
            <source>%n document(s)</source>
            <translation>
                <numerusform>%n دوصومانتس</numerusform>
                <numerusform>%n دوصومانتس</numerusform>
                <numerusform>%n دوصومانتس</numerusform>
                <numerusform>%n دوصومانتس</numerusform>
                <numerusform>%n دوصومانتس</numerusform>
                <numerusform>%n دوصومانتس</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%n باغاس</numerusform>
                <numerusform>%n باغاس</numerusform>
                <numerusform>%n باغاس</numerusform>
                <numerusform>%n باغاس</numerusform>
                <numerusform>%n باغاس</numerusform>
                <numerusform>%n باغاس</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n statement(s)</source>
            <translation>
                <numerusform>%n ستاتامانتس</numerusform>
                <numerusform>%n ستاتامانتس</numerusform>
                <numerusform>%n ستاتامانتس</numerusform>
                <numerusform>%n ستاتامانتس</numerusform>
                <numerusform>%n ستاتامانتس</numerusform>
                <numerusform>%n ستاتامانتس</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n point(s)</source>
            <translation>
                <numerusform>%n بوينتس</numerusform>
                <numerusform>%n بوينتس</numerusform>
                <numerusform>%n بوينتس</numerusform>
                <numerusform>%n بوينتس</numerusform>
                <numerusform>%n بوينتس</numerusform>
                <numerusform>%n بوينتس</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n text(s)</source>
            <translation>
                <numerusform>%n تاختس</numerusform>
                <numerusform>%n تاختس</numerusform>
                <numerusform>%n تاختس</numerusform>
                <numerusform>%n تاختس</numerusform>
                <numerusform>%n تاختس</numerusform>
                <numerusform>%n تاختس</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n question(s)</source>
            <translation>
                <numerusform>%n قواستيونس</numerusform>
                <numerusform>%n قواستيونس</numerusform>
                <numerusform>%n قواستيونس</numerusform>
                <numerusform>%n قواستيونس</numerusform>
                <numerusform>%n قواستيونس</numerusform>
                <numerusform>%n قواستيونس</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n card(s)</source>
            <translation>
                <numerusform>%n صاردس</numerusform>
                <numerusform>%n صاردس</numerusform>
                <numerusform>%n صاردس</numerusform>
                <numerusform>%n صاردس</numerusform>
                <numerusform>%n صاردس</numerusform>
                <numerusform>%n صاردس</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n review(s)</source>
            <translation>
                <numerusform>%n رافياوس</numerusform>
                <numerusform>%n رافياوس</numerusform>
                <numerusform>%n رافياوس</numerusform>
                <numerusform>%n رافياوس</numerusform>
                <numerusform>%n رافياوس</numerusform>
                <numerusform>%n رافياوس</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n دايس</numerusform>
                <numerusform>%n دايس</numerusform>
                <numerusform>%n دايس</numerusform>
                <numerusform>%n دايس</numerusform>
                <numerusform>%n دايس</numerusform>
                <numerusform>%n دايس</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n month(s)</source>
            <translation>
                <numerusform>%n مونتهس</numerusform>
                <numerusform>%n مونتهس</numerusform>
                <numerusform>%n مونتهس</numerusform>
                <numerusform>%n مونتهس</numerusform>
                <numerusform>%n مونتهس</numerusform>
                <numerusform>%n مونتهس</numerusform>
            </translation>
        </message>
        <message>
            <source>Take the notes away</source>
            <translation>تاكا تها نوتاس اواي</translation>
        </message>
        <message>
            <source>Copy all with citations</source>
            <translation>صوبي الل ويته صيتاتيونس</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>برينت…</translation>
        </message>
        <message>
            <source>Saved as “{name}”.</source>
            <translation>سافاد اس “{name}”.</translation>
        </message>
        <message>
            <source>Save as {name}</source>
            <translation>سافا اس {name}</translation>
        </message>
        <message>
            <source>Copied, each statement with its page.</source>
            <translation>صوبياد, ااصه ستاتامانت ويته يتس باغا.</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>اس تها سيستام</translation>
        </message>
        <message>
            <source>Right to left (a test)</source>
            <translation>ريغهت تو لافت (ا تاست)</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>درافت</translation>
        </message>
        <message>
            <source>Needs a password</source>
            <translation>ناادس ا باسسوورد</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>ستوبباد</translation>
        </message>
        <message>
            <source>No notes yet</source>
            <translation>نو نوتاس يات</translation>
        </message>
        <message>
            <source>How fast this computer is will be measured when there is nothing else to do.</source>
            <translation>هوو فاست تهيس صومبوتار يس ويلل با مااسوراد وهان تهارا يس نوتهينغ السا تو دو.</translation>
        </message>
        <message>
            <source>Drop a PDF here</source>
            <translation>دروب ا بدف هارا</translation>
        </message>
        <message>
            <source>Studyleaf reads it on this computer and writes notes, a quiz and flashcards. Every statement leads to the page that says it.</source>
            <translation>ستوديلااف راادس يت ون تهيس صومبوتار اند وريتاس نوتاس, ا قويز اند فلاسهصاردس. افاري ستاتامانت لاادس تو تها باغا تهات سايس يت.</translation>
        </message>
        <message>
            <source>Add files</source>
            <translation>ادد فيلاس</translation>
        </message>
        <message>
            <source>Choose PDFs or text files</source>
            <translation>صهووسا بدفس ور تاخت فيلاس</translation>
        </message>
        <message>
            <source>Try a sample</source>
            <translation>تري ا سامبلا</translation>
        </message>
        <message>
            <source>See what notes look like, with a document of ours</source>
            <translation>ساا وهات نوتاس لووك ليكا, ويته ا دوصومانت وف وورس</translation>
        </message>
        <message>
            <source>Private: no account, and nothing that you read or write leaves this computer.</source>
            <translation>بريفاتا: نو اصصوونت, اند نوتهينغ تهات يوو رااد ور وريتا لاافاس تهيس صومبوتار.</translation>
        </message>
        <message>
            <source>Notes are written by a small language model, which is here already and needs no connection.</source>
            <translation>نوتاس ارا وريتتان بي ا سمالل لانغواغا مودال, وهيصه يس هارا الراادي اند ناادس نو صونناصتيون.</translation>
        </message>
        <message>
            <source>Notes are written by {name}, which is here already and needs no connection.</source>
            <translation>نوتاس ارا وريتتان بي {name}, وهيصه يس هارا الراادي اند ناادس نو صونناصتيون.</translation>
        </message>
        <message>
            <source>Newest first</source>
            <translation>ناواست فيرست</translation>
        </message>
        <message>
            <source>By title</source>
            <translation>بي تيتلا</translation>
        </message>
        <message>
            <source>Longest first</source>
            <translation>لونغاست فيرست</translation>
        </message>
        <message>
            <source>Least learnt first</source>
            <translation>لااست لاارنت فيرست</translation>
        </message>
        <message>
            <source>All tags</source>
            <translation>الل تاغس</translation>
        </message>
        <message>
            <source>Nothing matches. Try fewer words, or all tags.</source>
            <translation>نوتهينغ ماتصهاس. تري فاوار ووردس, ور الل تاغس.</translation>
        </message>
        <message>
            <source>Documents of the library</source>
            <translation>دوصومانتس وف تها ليبراري</translation>
        </message>
        <message>
            <source>Filter by title or tag</source>
            <translation>فيلتار بي تيتلا ور تاغ</translation>
        </message>
        <message>
            <source>Filter the library</source>
            <translation>فيلتار تها ليبراري</translation>
        </message>
        <message>
            <source>Order of the library</source>
            <translation>وردار وف تها ليبراري</translation>
        </message>
        <message>
            <source>Tag to show</source>
            <translation>تاغ تو سهوو</translation>
        </message>
        <message>
            <source>What was deleted</source>
            <translation>وهات واس دالاتاد</translation>
        </message>
        <message>
            <source>Choose files, or drop them anywhere in the window</source>
            <translation>صهووسا فيلاس, ور دروب تهام انيوهارا ين تها ويندوو</translation>
        </message>
        <message>
            <source>Library</source>
            <translation>ليبراري</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>وبان</translation>
        </message>
        <message>
            <source>Read it (Enter)</source>
            <translation>رااد يت (انتار)</translation>
        </message>
        <message>
            <source>Write notes</source>
            <translation>وريتا نوتاس</translation>
        </message>
        <message>
            <source>Have notes made of these documents</source>
            <translation>هافا نوتاس مادا وف تهاسا دوصومانتس</translation>
        </message>
        <message>
            <source>Tag…</source>
            <translation>تاغ…</translation>
        </message>
        <message>
            <source>Give these documents a tag</source>
            <translation>غيفا تهاسا دوصومانتس ا تاغ</translation>
        </message>
        <message>
            <source>Put these documents into the bin (Delete)</source>
            <translation>بوت تهاسا دوصومانتس ينتو تها بين (دالاتا)</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>دالاتا</translation>
        </message>
        <message>
            <source>{shown} of {words}</source>
            <translation>{shown} وف {words}</translation>
        </message>
        <message>
            <source>{documents} selected</source>
            <translation>{documents} سالاصتاد</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>تاغ</translation>
        </message>
        <message>
            <source>A word to find these documents by:</source>
            <translation>ا وورد تو فيند تهاسا دوصومانتس بي:</translation>
        </message>
        <message>
            <source>Selected documents</source>
            <translation>سالاصتاد دوصومانتس</translation>
        </message>
        <message>
            <source>Remove tag “{tag}”</source>
            <translation>راموفا تاغ “{tag}”</translation>
        </message>
        <message numerus="yes">
            <source>%n document(s) are in the bin.</source>
            <translation>
                <numerusform>%n دوصومانتس ارا ين تها بين.</numerusform>
                <numerusform>%n دوصومانتس ارا ين تها بين.</numerusform>
                <numerusform>%n دوصومانتس ارا ين تها بين.</numerusform>
                <numerusform>%n دوصومانتس ارا ين تها بين.</numerusform>
                <numerusform>%n دوصومانتس ارا ين تها بين.</numerusform>
                <numerusform>%n دوصومانتس ارا ين تها بين.</numerusform>
            </translation>
        </message>
        <message>
            <source>“{title}” is in the bin.</source>
            <translation>“{title}” يس ين تها بين.</translation>
        </message>
        <message>
            <source>Put back “{name}”, deleted {moment}</source>
            <translation>بوت باصك “{name}”, دالاتاد {moment}</translation>
        </message>
        <message>
            <source>The bin is empty</source>
            <translation>تها بين يس امبتي</translation>
        </message>
        <message>
            <source>Empty the bin for good</source>
            <translation>امبتي تها بين فور غوود</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>دوصومانتس</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>وندو</translation>
        </message>
        <message>
            <source>Search everything</source>
            <translation>ساارصه افاريتهينغ</translation>
        </message>
        <message>
            <source>Go to the library</source>
            <translation>غو تو تها ليبراري</translation>
        </message>
        <message>
            <source>Go to the notes</source>
            <translation>غو تو تها نوتاس</translation>
        </message>
        <message>
            <source>Go to study</source>
            <translation>غو تو ستودي</translation>
        </message>
        <message>
            <source>Go to activity</source>
            <translation>غو تو اصتيفيتي</translation>
        </message>
        <message>
            <source>Go to models</source>
            <translation>غو تو مودالس</translation>
        </message>
        <message>
            <source>Go to settings</source>
            <translation>غو تو ساتتينغس</translation>
        </message>
        <message>
            <source>Paste files or text</source>
            <translation>باستا فيلاس ور تاخت</translation>
        </message>
        <message>
            <source>Ask the whole library</source>
            <translation>اسك تها وهولا ليبراري</translation>
        </message>
        <message>
            <source>Show the quiz</source>
            <translation>سهوو تها قويز</translation>
        </message>
        <message>
            <source>Show the cards</source>
            <translation>سهوو تها صاردس</translation>
        </message>
        <message>
            <source>Go to the next part of the window</source>
            <translation>غو تو تها ناخت بارت وف تها ويندوو</translation>
        </message>
        <message>
            <source>Go to the part before</source>
            <translation>غو تو تها بارت بافورا</translation>
        </message>
        <message>
            <source>Next statement</source>
            <translation>ناخت ستاتامانت</translation>
        </message>
        <message>
            <source>Previous statement</source>
            <translation>برافيووس ستاتامانت</translation>
        </message>
        <message>
            <source>Copy the statement with its page</source>
            <translation>صوبي تها ستاتامانت ويته يتس باغا</translation>
        </message>
        <message>
            <source>What the statement was before</source>
            <translation>وهات تها ستاتامانت واس بافورا</translation>
        </message>
        <message>
            <source>Edit the statement, open a document</source>
            <translation>اديت تها ستاتامانت, وبان ا دوصومانت</translation>
        </message>
        <message>
            <source>Leave the statement out, delete a document</source>
            <translation>لاافا تها ستاتامانت ووت, دالاتا ا دوصومانت</translation>
        </message>
        <message>
            <source>Turn a card</source>
            <translation>تورن ا صارد</translation>
        </message>
        <message>
            <source>Answer a question or a card</source>
            <translation>انسوار ا قواستيون ور ا صارد</translation>
        </message>
        <message>
            <source>Close the window</source>
            <translation>صلوسا تها ويندوو</translation>
        </message>
        <message>
            <source>Copied with its page.</source>
            <translation>صوبياد ويته يتس باغا.</translation>
        </message>
        <message>
            <source>To fetch a link, drag it from the browser into this window.</source>
            <translation>تو فاتصه ا لينك, دراغ يت فروم تها برووسار ينتو تهيس ويندوو.</translation>
        </message>
        <message>
            <source>{title} – Studyleaf</source>
            <translation>{title} – ستوديلااف</translation>
        </message>
        <message>
            <source>Study now</source>
            <translation>ستودي نوو</translation>
        </message>
        <message>
            <source>Try the sample document</source>
            <translation>تري تها سامبلا دوصومانت</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>سهوو</translation>
        </message>
        <message>
            <source>The notes on “{title}” are ready.</source>
            <translation>تها نوتاس ون “{title}” ارا راادي.</translation>
        </message>
        <message>
            <source>in use</source>
            <translation>ين وسا</translation>
        </message>
        <message>
            <source>Measure</source>
            <translation>مااسورا</translation>
        </message>
        <message>
            <source>Measure how fast {name} is on this computer</source>
            <translation>مااسورا هوو فاست {name} يس ون تهيس صومبوتار</translation>
        </message>
        <message>
            <source>Use it</source>
            <translation>وسا يت</translation>
        </message>
        <message>
            <source>Write new notes with {name}</source>
            <translation>وريتا ناو نوتاس ويته {name}</translation>
        </message>
        <message>
            <source>Remove {name} from this computer</source>
            <translation>راموفا {name} فروم تهيس صومبوتار</translation>
        </message>
        <message>
            <source>Measuring…</source>
            <translation>مااسورينغ…</translation>
        </message>
        <message>
            <source>Installed</source>
            <translation>ينستاللاد</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>دوونلواد</translation>
        </message>
        <message>
            <source>Download {name} and check it</source>
            <translation>دوونلواد {name} اند صهاصك يت</translation>
        </message>
        <message>
            <source>Models write on this computer, and what they write is checked against the pages. No page ever leaves it.</source>
            <translation>مودالس وريتا ون تهيس صومبوتار, اند وهات تهاي وريتا يس صهاصكاد اغاينست تها باغاس. نو باغا افار لاافاس يت.</translation>
        </message>
        <message>
            <source>Add a file…</source>
            <translation>ادد ا فيلا…</translation>
        </message>
        <message>
            <source>Try a GGUF file and copy it in</source>
            <translation>تري ا غغوف فيلا اند صوبي يت ين</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>مودالس</translation>
        </message>
        <message>
            <source>To be had</source>
            <translation>تو با هاد</translation>
        </message>
        <message>
            <source>Add a model</source>
            <translation>ادد ا مودال</translation>
        </message>
        <message>
            <source>Language models (*.gguf)</source>
            <translation>لانغواغا مودالس (*.gguf)</translation>
        </message>
        <message>
            <source>Close the answer</source>
            <translation>صلوسا تها انسوار</translation>
        </message>
        <message>
            <source>Looking through the pages…</source>
            <translation>لووكينغ تهرووغه تها باغاس…</translation>
        </message>
        <message>
            <source>The document does not say.</source>
            <translation>تها دوصومانت دواس نوت ساي.</translation>
        </message>
        <message>
            <source>Cancelled.</source>
            <translation>صانصاللاد.</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>انسوار</translation>
        </message>
        <message>
            <source>Ask about this document…</source>
            <translation>اسك ابووت تهيس دوصومانت…</translation>
        </message>
        <message>
            <source>Question about this document</source>
            <translation>قواستيون ابووت تهيس دوصومانت</translation>
        </message>
        <message>
            <source>The answer comes from the document’s pages, with citations</source>
            <translation>تها انسوار صوماس فروم تها دوصومانت’س باغاس, ويته صيتاتيونس</translation>
        </message>
        <message>
            <source>Ask</source>
            <translation>اسك</translation>
        </message>
        <message>
            <source>Page {page}: “{quote}”</source>
            <translation>باغا {page}: “{quote}”</translation>
        </message>
        <message>
            <source>no notes on it yet</source>
            <translation>نو نوتاس ون يت يات</translation>
        </message>
        <message>
            <source>Page {page}: {said}</source>
            <translation>باغا {page}: {said}</translation>
        </message>
        <message>
            <source>Notes speak of {touched} of {pages}</source>
            <translation>نوتاس سبااك وف {touched} وف {pages}</translation>
        </message>
        <message>
            <source>{said}; page {page} is in view</source>
            <translation>{said}; باغا {page} يس ين فياو</translation>
        </message>
        <message>
            <source>As it was written</source>
            <translation>اس يت واس وريتتان</translation>
        </message>
        <message>
            <source>The statement is left out.</source>
            <translation>تها ستاتامانت يس لافت ووت.</translation>
        </message>
        <message>
            <source>Your words are kept.</source>
            <translation>يوور ووردس ارا كابت.</translation>
        </message>
        <message>
            <source>Terms</source>
            <translation>تارمس</translation>
        </message>
        <message>
            <source>Test yourself: {words}</source>
            <translation>تاست يوورسالف: {words}</translation>
        </message>
        <message>
            <source>Learn by heart: {words}</source>
            <translation>لاارن بي هاارت: {words}</translation>
        </message>
        <message>
            <source>● rewritten and checked against its page      ❞ the document’s own words      ✎ your words</source>
            <translation>● راوريتتان اند صهاصكاد اغاينست يتس باغا      ❞ تها دوصومانت’س وون ووردس      ✎ يوور ووردس</translation>
        </message>
        <message>
            <source>Not explained here</source>
            <translation>نوت اخبلايناد هارا</translation>
        </message>
        <message>
            <source>Used without an explanation:</source>
            <translation>وساد ويتهووت ان اخبلاناتيون:</translation>
        </message>
        <message>
            <source>Notes on this document</source>
            <translation>نوتاس ون تهيس دوصومانت</translation>
        </message>
        <message>
            <source>There are several notes on this document</source>
            <translation>تهارا ارا سافارال نوتاس ون تهيس دوصومانت</translation>
        </message>
        <message>
            <source>The notes</source>
            <translation>تها نوتاس</translation>
        </message>
        <message>
            <source>Test yourself</source>
            <translation>تاست يوورسالف</translation>
        </message>
        <message>
            <source>Flashcards</source>
            <translation>فلاسهصاردس</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>نوتاس</translation>
        </message>
        <message>
            <source>Quiz</source>
            <translation>قويز</translation>
        </message>
        <message>
            <source>Cards</source>
            <translation>صاردس</translation>
        </message>
        <message>
            <source>Improving… {progress} %</source>
            <translation>يمبروفينغ… {progress} %</translation>
        </message>
        <message>
            <source>Draft: stopped before it was finished</source>
            <translation>درافت: ستوبباد بافورا يت واس فينيسهاد</translation>
        </message>
        <message>
            <source>Shorter</source>
            <translation>سهورتار</translation>
        </message>
        <message>
            <source>As usual</source>
            <translation>اس وسوال</translation>
        </message>
        <message>
            <source>In more detail</source>
            <translation>ين مورا داتايل</translation>
        </message>
        <message>
            <source>Notes on page {page} are being written.</source>
            <translation>نوتاس ون باغا {page} ارا باينغ وريتتان.</translation>
        </message>
        <message>
            <source>“{heading}” is being written anew.</source>
            <translation>“{heading}” يس باينغ وريتتان اناو.</translation>
        </message>
        <message>
            <source>Section “{heading}”</source>
            <translation>ساصتيون “{heading}”</translation>
        </message>
        <message>
            <source>Write this section anew</source>
            <translation>وريتا تهيس ساصتيون اناو</translation>
        </message>
        <message>
            <source>Bring back</source>
            <translation>برينغ باصك</translation>
        </message>
        <message>
            <source>As it was until {moment}: {points}</source>
            <translation>اس يت واس ونتيل {moment}: {points}</translation>
        </message>
        <message>
            <source>Edit (Enter)</source>
            <translation>اديت (انتار)</translation>
        </message>
        <message>
            <source>Copy with its page (Ctrl+Shift+C)</source>
            <translation>صوبي ويته يتس باغا (Ctrl+Shift+ص)</translation>
        </message>
        <message>
            <source>Earlier versions (Ctrl+Shift+H)</source>
            <translation>اارليار فارسيونس (Ctrl+Shift+ه)</translation>
        </message>
        <message>
            <source>Earlier versions</source>
            <translation>اارليار فارسيونس</translation>
        </message>
        <message>
            <source>Leave it out (Delete)</source>
            <translation>لاافا يت ووت (دالاتا)</translation>
        </message>
        <message>
            <source>Your words for this statement</source>
            <translation>يوور ووردس فور تهيس ستاتامانت</translation>
        </message>
        <message>
            <source>Paste or drop a picture to have it among your words</source>
            <translation>باستا ور دروب ا بيصتورا تو هافا يت امونغ يوور ووردس</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>كااب</translation>
        </message>
        <message>
            <source>Keep the change (Ctrl+Enter)</source>
            <translation>كااب تها صهانغا (Ctrl+Enter)</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>صانصال</translation>
        </message>
        <message>
            <source>Leave it as it was (Escape)</source>
            <translation>لاافا يت اس يت واس (اسصابا)</translation>
        </message>
        <message>
            <source>**bold**, *italic*, `code`, ==marked==, $x^2$</source>
            <translation>**بولد**, *يتاليص*, `صودا`, ==ماركاد==, $خ^2$</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>نوتا</translation>
        </message>
        <message>
            <source>improving…</source>
            <translation>يمبروفينغ…</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>بروغراسس</translation>
        </message>
        <message>
            <source>Write notes from this document</source>
            <translation>وريتا نوتاس فروم تهيس دوصومانت</translation>
        </message>
        <message>
            <source>There are no notes on this document yet.</source>
            <translation>تهارا ارا نو نوتاس ون تهيس دوصومانت يات.</translation>
        </message>
        <message>
            <source>Pages of the document</source>
            <translation>باغاس وف تها دوصومانت</translation>
        </message>
        <message>
            <source>Write notes on it</source>
            <translation>وريتا نوتاس ون يت</translation>
        </message>
        <message>
            <source>Have notes made of this page</source>
            <translation>هافا نوتاس مادا وف تهيس باغا</translation>
        </message>
        <message>
            <source>This document was deleted.</source>
            <translation>تهيس دوصومانت واس دالاتاد.</translation>
        </message>
        <message>
            <source>Smaller</source>
            <translation>سماللار</translation>
        </message>
        <message>
            <source>Fit the width</source>
            <translation>فيت تها ويدته</translation>
        </message>
        <message>
            <source>Larger</source>
            <translation>لارغار</translation>
        </message>
        <message>
            <source>Close the page</source>
            <translation>صلوسا تها باغا</translation>
        </message>
        <message>
            <source>Opening…</source>
            <translation>وبانينغ…</translation>
        </message>
        <message>
            <source>Part {page}</source>
            <translation>بارت {page}</translation>
        </message>
        <message>
            <source>Page {number}{labelled} of {count}</source>
            <translation>باغا {number}{labelled} وف {count}</translation>
        </message>
        <message>
            <source>Text of the document</source>
            <translation>تاخت وف تها دوصومانت</translation>
        </message>
        <message>
            <source>Show page {page}</source>
            <translation>سهوو باغا {page}</translation>
        </message>
        <message>
            <source>Drop to add</source>
            <translation>دروب تو ادد</translation>
        </message>
        <message>
            <source>Drop to write notes</source>
            <translation>دروب تو وريتا نوتاس</translation>
        </message>
        <message>
            <source>PDFs, text files, a link to a PDF, or selected text</source>
            <translation>بدفس, تاخت فيلاس, ا لينك تو ا بدف, ور سالاصتاد تاخت</translation>
        </message>
        <message>
            <source>Documents (*.pdf *.docx *.pptx *.epub *.txt *.md *.markdown *.text);;All files (*)</source>
            <translation>دوصومانتس (*.pdf *.docx *.pptx *.epub *.txt *.md *.markdown *.text);;الل فيلاس (*)</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>باسسوورد</translation>
        </message>
        <message>
            <source>Password of {document_name}</source>
            <translation>باسسوورد وف {document_name}</translation>
        </message>
        <message>
            <source>It stays in memory while Studyleaf is open and is never stored</source>
            <translation>يت ستايس ين ماموري وهيلا ستوديلااف يس وبان اند يس نافار ستوراد</translation>
        </message>
        <message>
            <source>Open {document_name} with this password</source>
            <translation>وبان {document_name} ويته تهيس باسسوورد</translation>
        </message>
        <message>
            <source>Open with this password</source>
            <translation>وبان ويته تهيس باسسوورد</translation>
        </message>
        <message>
            <source>Close this message</source>
            <translation>صلوسا تهيس ماسساغا</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>ساارصه</translation>
        </message>
        <message>
            <source>Study</source>
            <translation>ستودي</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>ساتتينغس</translation>
        </message>
        <message>
            <source>Search documents, pages, notes and actions</source>
            <translation>ساارصه دوصومانتس, باغاس, نوتاس اند اصتيونس</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>راسولتس</translation>
        </message>
        <message>
            <source>Nothing found.</source>
            <translation>نوتهينغ فووند.</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>لووك</translation>
        </message>
        <message>
            <source>Work</source>
            <translation>وورك</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>لانغواغا</translation>
        </message>
        <message>
            <source>Of the window, of exports and of the page on your phone; notes are in the language of their document. It holds from the next start on.</source>
            <translation>وف تها ويندوو, وف اخبورتس اند وف تها باغا ون يوور بهونا; نوتاس ارا ين تها لانغواغا وف تهاير دوصومانت. يت هولدس فروم تها ناخت ستارت ون.</translation>
        </message>
        <message>
            <source>Day and night</source>
            <translation>داي اند نيغهت</translation>
        </message>
        <message>
            <source>Light or dark, or whatever the system shows.</source>
            <translation>ليغهت ور دارك, ور وهاتافار تها سيستام سهووس.</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>ليغهت</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>دارك</translation>
        </message>
        <message>
            <source>Size of text</source>
            <translation>سيزا وف تاخت</translation>
        </message>
        <message>
            <source>All text grows or shrinks together.</source>
            <translation>الل تاخت غرووس ور سهرينكس توغاتهار.</translation>
        </message>
        <message>
            <source>Easier letters</source>
            <translation>ااسيار لاتتارس</translation>
        </message>
        <message>
            <source>Opens letters and words up, and uses OpenDyslexic, Atkinson Hyperlegible or Lexend where one is installed.</source>
            <translation>وبانس لاتتارس اند ووردس وب, اند وساس وبانديسلاخيص, اتكينسون هيبارلاغيبلا ور لاخاند وهارا ونا يس ينستاللاد.</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>هيغه صونتراست</translation>
        </message>
        <message>
            <source>Black on white or white on black, with clear lines.</source>
            <translation>بلاصك ون وهيتا ور وهيتا ون بلاصك, ويته صلاار ليناس.</translation>
        </message>
        <message>
            <source>Length of new notes</source>
            <translation>لانغته وف ناو نوتاس</translation>
        </message>
        <message>
            <source>Brief keeps the most important points, detailed keeps most of them.</source>
            <translation>برياف كاابس تها موست يمبورتانت بوينتس, داتايلاد كاابس موست وف تهام.</translation>
        </message>
        <message>
            <source>Brief</source>
            <translation>برياف</translation>
        </message>
        <message>
            <source>Standard</source>
            <translation>ستاندارد</translation>
        </message>
        <message>
            <source>Detailed</source>
            <translation>داتايلاد</translation>
        </message>
        <message>
            <source>Style of new notes</source>
            <translation>ستيلا وف ناو نوتاس</translation>
        </message>
        <message>
            <source>Plain sections, a numbered outline, or Cornell notes with cues beside the points.</source>
            <translation>بلاين ساصتيونس, ا نومباراد ووتلينا, ور صورنالل نوتاس ويته صواس باسيدا تها بوينتس.</translation>
        </message>
        <message>
            <source>Sections</source>
            <translation>ساصتيونس</translation>
        </message>
        <message>
            <source>Outline</source>
            <translation>ووتلينا</translation>
        </message>
        <message>
            <source>Cornell</source>
            <translation>صورنالل</translation>
        </message>
        <message>
            <source>Language of new notes</source>
            <translation>لانغواغا وف ناو نوتاس</translation>
        </message>
        <message>
            <source>Always that of the document: a small model cannot translate, and a translation could not be checked against the page.</source>
            <translation>الوايس تهات وف تها دوصومانت: ا سمالل مودال صاننوت ترانسلاتا, اند ا ترانسلاتيون صوولد نوت با صهاصكاد اغاينست تها باغا.</translation>
        </message>
        <message>
            <source>As the document</source>
            <translation>اس تها دوصومانت</translation>
        </message>
        <message>
            <source>How hard the model works</source>
            <translation>هوو هارد تها مودال ووركس</translation>
        </message>
        <message>
            <source>Quiet leaves the computer to you; full uses all of it. On a battery, balanced is quiet.</source>
            <translation>قويات لاافاس تها صومبوتار تو يوو; فولل وساس الل وف يت. ون ا باتتاري, بالانصاد يس قويات.</translation>
        </message>
        <message>
            <source>Quiet</source>
            <translation>قويات</translation>
        </message>
        <message>
            <source>Balanced</source>
            <translation>بالانصاد</translation>
        </message>
        <message>
            <source>Full</source>
            <translation>فولل</translation>
        </message>
        <message>
            <source>When to work</source>
            <translation>وهان تو وورك</translation>
        </message>
        <message>
            <source>Waiting documents are begun always, only on mains power, or only while the computer is idle.</source>
            <translation>وايتينغ دوصومانتس ارا باغون الوايس, ونلي ون ماينس بووار, ور ونلي وهيلا تها صومبوتار يس يدلا.</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>الوايس</translation>
        </message>
        <message>
            <source>On mains power</source>
            <translation>ون ماينس بووار</translation>
        </message>
        <message>
            <source>When idle</source>
            <translation>وهان يدلا</translation>
        </message>
        <message>
            <source>Keep the computer awake</source>
            <translation>كااب تها صومبوتار اواكا</translation>
        </message>
        <message>
            <source>It does not fall asleep while documents are worked on; the screen may go dark.</source>
            <translation>يت دواس نوت فالل اسلااب وهيلا دوصومانتس ارا ووركاد ون; تها سصراان ماي غو دارك.</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>ياس</translation>
        </message>
        <message>
            <source>No</source>
            <translation>نو</translation>
        </message>
        <message>
            <source>Graphics processor</source>
            <translation>غرابهيصس بروصاسسور</translation>
        </message>
        <message>
            <source>Used by the model only if you allow it, and only where it was seen to write correctly.</source>
            <translation>وساد بي تها مودال ونلي يف يوو اللوو يت, اند ونلي وهارا يت واس ساان تو وريتا صورراصتلي.</translation>
        </message>
        <message>
            <source>Not used</source>
            <translation>نوت وساد</translation>
        </message>
        <message>
            <source>Used where it works</source>
            <translation>وساد وهارا يت ووركس</translation>
        </message>
        <message>
            <source>Tell when notes are ready</source>
            <translation>تالل وهان نوتاس ارا راادي</translation>
        </message>
        <message>
            <source>A message of the system, while the window is away.</source>
            <translation>ا ماسساغا وف تها سيستام, وهيلا تها ويندوو يس اواي.</translation>
        </message>
        <message>
            <source>Quiet hours from</source>
            <translation>قويات هوورس فروم</translation>
        </message>
        <message>
            <source>No message of the system from this hour on; the window still shows what is ready.</source>
            <translation>نو ماسساغا وف تها سيستام فروم تهيس هوور ون; تها ويندوو ستيلل سهووس وهات يس راادي.</translation>
        </message>
        <message>
            <source>Never</source>
            <translation>نافار</translation>
        </message>
        <message>
            <source>Quiet hours until</source>
            <translation>قويات هوورس ونتيل</translation>
        </message>
        <message>
            <source>From this hour on messages come again, also past midnight.</source>
            <translation>فروم تهيس هوور ون ماسساغاس صوما اغاين, السو باست ميدنيغهت.</translation>
        </message>
        <message>
            <source>Watch a folder</source>
            <translation>واتصه ا فولدار</translation>
        </message>
        <message>
            <source>Documents that appear in it are added by themselves.</source>
            <translation>دوصومانتس تهات ابباار ين يت ارا ادداد بي تهامسالفاس.</translation>
        </message>
        <message>
            <source>Address for models</source>
            <translation>اددراسس فور مودالس</translation>
        </message>
        <message>
            <source>Models of the catalogue are downloaded from this web folder, when you ask for one. Empty: never.</source>
            <translation>مودالس وف تها صاتالوغوا ارا دوونلواداد فروم تهيس واب فولدار, وهان يوو اسك فور ونا. امبتي: نافار.</translation>
        </message>
        <message>
            <source>Choose a folder…</source>
            <translation>صهووسا ا فولدار…</translation>
        </message>
        <message>
            <source>Stop watching “{name}”</source>
            <translation>ستوب واتصهينغ “{name}”</translation>
        </message>
        <message>
            <source>Folder to watch</source>
            <translation>فولدار تو واتصه</translation>
        </message>
        <message>
            <source>No setting is called that.</source>
            <translation>نو ساتتينغ يس صاللاد تهات.</translation>
        </message>
        <message>
            <source>Search settings</source>
            <translation>ساارصه ساتتينغس</translation>
        </message>
        <message>
            <source>Shortcuts</source>
            <translation>سهورتصوتس</translation>
        </message>
        <message>
            <source>Ask about the document</source>
            <translation>اسك ابووت تها دوصومانت</translation>
        </message>
        <message>
            <source>Export, copy or print</source>
            <translation>اخبورت, صوبي ور برينت</translation>
        </message>
        <message>
            <source>Take an answer back</source>
            <translation>تاكا ان انسوار باصك</translation>
        </message>
        <message>
            <source>New card</source>
            <translation>ناو صارد</translation>
        </message>
        <message>
            <source>Question on the front</source>
            <translation>قواستيون ون تها فرونت</translation>
        </message>
        <message>
            <source>What do you want to be asked?</source>
            <translation>وهات دو يوو وانت تو با اسكاد?</translation>
        </message>
        <message>
            <source>Answer on the back</source>
            <translation>انسوار ون تها باصك</translation>
        </message>
        <message>
            <source>Make the card</source>
            <translation>ماكا تها صارد</translation>
        </message>
        <message>
            <source>Study it together with the others</source>
            <translation>ستودي يت توغاتهار ويته تها وتهارس</translation>
        </message>
        <message>
            <source>Make no card</source>
            <translation>ماكا نو صارد</translation>
        </message>
        <message>
            <source>From page {page}</source>
            <translation>فروم باغا {page}</translation>
        </message>
        <message>
            <source>Front</source>
            <translation>فرونت</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>باصك</translation>
        </message>
        <message>
            <source>Spread the cards so that all are known by then</source>
            <translation>سبرااد تها صاردس سو تهات الل ارا كنوون بي تهان</translation>
        </message>
        <message>
            <source>Exam on {title}: {exam}</source>
            <translation>اخام ون {title}: {exam}</translation>
        </message>
        <message>
            <source>Study {waiting}</source>
            <translation>ستودي {waiting}</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>دونا</translation>
        </message>
        <message>
            <source>Study the cards of {title}</source>
            <translation>ستودي تها صاردس وف {title}</translation>
        </message>
        <message>
            <source>Study {title}, {cards}</source>
            <translation>ستودي {title}, {cards}</translation>
        </message>
        <message>
            <source>{due} due</source>
            <translation>{due} دوا</translation>
        </message>
        <message>
            <source>{new} new</source>
            <translation>{new} ناو</translation>
        </message>
        <message>
            <source>{cards} in all</source>
            <translation>{cards} ين الل</translation>
        </message>
        <message>
            <source>Day of the exam</source>
            <translation>داي وف تها اخام</translation>
        </message>
        <message>
            <source>No exam</source>
            <translation>نو اخام</translation>
        </message>
        <message>
            <source>Turn the card over (Space)</source>
            <translation>تورن تها صارد وفار (سباصا)</translation>
        </message>
        <message>
            <source>Previous</source>
            <translation>برافيووس</translation>
        </message>
        <message>
            <source>The card before (left arrow)</source>
            <translation>تها صارد بافورا (لافت ارروو)</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>ناخت</translation>
        </message>
        <message>
            <source>The next card (right arrow)</source>
            <translation>تها ناخت صارد (ريغهت ارروو)</translation>
        </message>
        <message>
            <source>Card {number} of {count}</source>
            <translation>صارد {number} وف {count}</translation>
        </message>
        <message>
            <source>Click to turn over</source>
            <translation>صليصك تو تورن وفار</translation>
        </message>
        <message>
            <source>{reviews} in half a year</source>
            <translation>{reviews} ين هالف ا ياار</translation>
        </message>
        <message>
            <source>Study all that waits (Enter)</source>
            <translation>ستودي الل تهات وايتس (انتار)</translation>
        </message>
        <message>
            <source>{days} in a row</source>
            <translation>{days} ين ا روو</translation>
        </message>
        <message>
            <source>today</source>
            <translation>توداي</translation>
        </message>
        <message>
            <source>Cards that fall due: {counts}</source>
            <translation>صاردس تهات فالل دوا: {counts}</translation>
        </message>
        <message>
            <source>none</source>
            <translation>نونا</translation>
        </message>
        <message numerus="yes">
            <source>%n week(s) ago</source>
            <translation>
                <numerusform>%n وااكس اغو</numerusform>
                <numerusform>%n وااكس اغو</numerusform>
                <numerusform>%n وااكس اغو</numerusform>
                <numerusform>%n وااكس اغو</numerusform>
                <numerusform>%n وااكس اغو</numerusform>
                <numerusform>%n وااكس اغو</numerusform>
            </translation>
        </message>
        <message>
            <source>this week</source>
            <translation>تهيس وااك</translation>
        </message>
        <message>
            <source>Known again, week by week: {shares}</source>
            <translation>كنوون اغاين, وااك بي وااك: {shares}</translation>
        </message>
        <message>
            <source>Cards come with the notes. Drop a document to get some.</source>
            <translation>صاردس صوما ويته تها نوتاس. دروب ا دوصومانت تو غات سوما.</translation>
        </message>
        <message>
            <source>Reviews</source>
            <translation>رافياوس</translation>
        </message>
        <message>
            <source>Falling due</source>
            <translation>فاللينغ دوا</translation>
        </message>
        <message>
            <source>Known again</source>
            <translation>كنوون اغاين</translation>
        </message>
        <message>
            <source>cards wait. They are made together with the notes.</source>
            <translation>صاردس وايت. تهاي ارا مادا توغاتهار ويته تها نوتاس.</translation>
        </message>
        <message>
            <source>cards wait: {due} to repeat, {waiting} new.</source>
            <translation>صاردس وايت: {due} تو راباات, {waiting} ناو.</translation>
        </message>
        <message>
            <source>cards wait. All is done for now.</source>
            <translation>صاردس وايت. الل يس دونا فور نوو.</translation>
        </message>
        <message>
            <source>No reviews in this week</source>
            <translation>نو رافياوس ين تهيس وااك</translation>
        </message>
        <message>
            <source>{share} were still known</source>
            <translation>{share} وارا ستيلل كنوون</translation>
        </message>
        <message>
            <source>All answered, {right} of {answered} right</source>
            <translation>الل انسواراد, {right} وف {answered} ريغهت</translation>
        </message>
        <message>
            <source>The question before (left arrow)</source>
            <translation>تها قواستيون بافورا (لافت ارروو)</translation>
        </message>
        <message>
            <source>The next question (right arrow)</source>
            <translation>تها ناخت قواستيون (ريغهت ارروو)</translation>
        </message>
        <message>
            <source>Start over</source>
            <translation>ستارت وفار</translation>
        </message>
        <message>
            <source>Forget the answers and begin again</source>
            <translation>فورغات تها انسوارس اند باغين اغاين</translation>
        </message>
        <message>
            <source>Question {number} of {count}</source>
            <translation>قواستيون {number} وف {count}</translation>
        </message>
        <message>
            <source>{right} of {answered} right</source>
            <translation>{right} وف {answered} ريغهت</translation>
        </message>
        <message>
            <source>Choose with {choice}</source>
            <translation>صهووسا ويته {choice}</translation>
        </message>
        <message>
            <source>, the right answer</source>
            <translation>, تها ريغهت انسوار</translation>
        </message>
        <message>
            <source>, your answer, wrong</source>
            <translation>, يوور انسوار, ورونغ</translation>
        </message>
        <message>
            <source>Right.</source>
            <translation>ريغهت.</translation>
        </message>
        <message>
            <source>Not quite.</source>
            <translation>نوت قويتا.</translation>
        </message>
        <message>
            <source>Again</source>
            <translation>اغاين</translation>
        </message>
        <message>
            <source>Hard</source>
            <translation>هارد</translation>
        </message>
        <message>
            <source>Good</source>
            <translation>غوود</translation>
        </message>
        <message>
            <source>Easy</source>
            <translation>ااسي</translation>
        </message>
        <message>
            <source>Progress of this session</source>
            <translation>بروغراسس وف تهيس ساسسيون</translation>
        </message>
        <message>
            <source>Take the last answer back (Ctrl+Z)</source>
            <translation>تاكا تها لاست انسوار باصك (Ctrl+Z)</translation>
        </message>
        <message>
            <source>End the session (Escape)</source>
            <translation>اند تها ساسسيون (اسصابا)</translation>
        </message>
        <message>
            <source>Card</source>
            <translation>صارد</translation>
        </message>
        <message>
            <source>Show the answer</source>
            <translation>سهوو تها انسوار</translation>
        </message>
        <message>
            <source>{total} left</source>
            <translation>{total} لافت</translation>
        </message>
        <message>
            <source>{answer}, again in {wait}</source>
            <translation>{answer}, اغاين ين {wait}</translation>
        </message>
        <message>
            <source>[picture]</source>
            <translation>[بيصتورا]</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>وايتينغ</translation>
        </message>
        <message>
            <source>Working</source>
            <translation>ووركينغ</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>فايلاد</translation>
        </message>
        <message>
            <source>Interrupted, about to go on</source>
            <translation>ينتارروبتاد, ابووت تو غو ون</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>صانصاللاد</translation>
        </message>
        <message>
            <source>Starting</source>
            <translation>ستارتينغ</translation>
        </message>
        <message>
            <source>Bringing the file in</source>
            <translation>برينغينغ تها فيلا ين</translation>
        </message>
        <message>
            <source>Looking for earlier work</source>
            <translation>لووكينغ فور اارليار وورك</translation>
        </message>
        <message>
            <source>Reading</source>
            <translation>راادينغ</translation>
        </message>
        <message>
            <source>Writing notes</source>
            <translation>وريتينغ نوتاس</translation>
        </message>
        <message>
            <source>Making the quiz</source>
            <translation>ماكينغ تها قويز</translation>
        </message>
        <message>
            <source>Saving</source>
            <translation>سافينغ</translation>
        </message>
        <message>
            <source>Rewritten, and checked</source>
            <translation>راوريتتان, اند صهاصكاد</translation>
        </message>
        <message>
            <source>The document’s own words</source>
            <translation>تها دوصومانت’س وون ووردس</translation>
        </message>
        <message>
            <source>Your words</source>
            <translation>يوور ووردس</translation>
        </message>
        <message>
            <source>This page is a scan.</source>
            <translation>تهيس باغا يس ا سصان.</translation>
        </message>
        <message>
            <source>What is written on this page cannot be made out.</source>
            <translation>وهات يس وريتتان ون تهيس باغا صاننوت با مادا ووت.</translation>
        </message>
        <message>
            <source>This page takes too much time or memory to read.</source>
            <translation>تهيس باغا تاكاس توو موصه تيما ور ماموري تو رااد.</translation>
        </message>
        <message>
            <source>This page is damaged.</source>
            <translation>تهيس باغا يس داماغاد.</translation>
        </message>
        <message>
            <source>No text could be read on this page.</source>
            <translation>نو تاخت صوولد با رااد ون تهيس باغا.</translation>
        </message>
        <message>
            <source>Reading page {page} of {pages}</source>
            <translation>راادينغ باغا {page} وف {pages}</translation>
        </message>
        <message>
            <source>a few seconds left</source>
            <translation>ا فاو ساصوندس لافت</translation>
        </message>
        <message>
            <source>about {seconds} s left</source>
            <translation>ابووت {seconds} س لافت</translation>
        </message>
        <message>
            <source>about {minutes} min left</source>
            <translation>ابووت {minutes} مين لافت</translation>
        </message>
        <message>
            <source>about {hours} h left</source>
            <translation>ابووت {hours} ه لافت</translation>
        </message>
        <message>
            <source>not read</source>
            <translation>نوت رااد</translation>
        </message>
        <message>
            <source>The text was recognised in a picture of the page, {share} sure of its letters. Compare it.</source>
            <translation>تها تاخت واس راصوغنيساد ين ا بيصتورا وف تها باغا, {share} سورا وف يتس لاتتارس. صومبارا يت.</translation>
        </message>
        <message>
            <source>read from a scan</source>
            <translation>رااد فروم ا سصان</translation>
        </message>
        <message>
            <source>read from a poor scan</source>
            <translation>رااد فروم ا بوور سصان</translation>
        </message>
        <message>
            <source>{model}: {points}, {shortened} shortened, {quoted} quoted</source>
            <translation>{model}: {points}, {shortened} سهورتاناد, {quoted} قووتاد</translation>
        </message>
        <message>
            <source>{texts} of the model dropped</source>
            <translation>{texts} وف تها مودال دروبباد</translation>
        </message>
        <message>
            <source>{number}%</source>
            <translation>{number}%</translation>
        </message>
        <message>
            <source>p. {page}</source>
            <translation>ب. {page}</translation>
        </message>
        <message>
            <source>No notes on this page yet</source>
            <translation>نو نوتاس ون تهيس باغا يات</translation>
        </message>
        <message>
            <source>{statements} from this page</source>
            <translation>{statements} فروم تهيس باغا</translation>
        </message>
        <message>
            <source>pp. {first}–{last}</source>
            <translation>بب. {first}–{last}</translation>
        </message>
        <message>
            <source>d MMM, HH:mm</source>
            <translation>d MMM, HH:mm</translation>
        </message>
        <message>
            <source>d MMM yyyy, HH:mm</source>
            <translation>d MMM yyyy, HH:mm</translation>
        </message>
        <message>
            <source>d MMM</source>
            <translation>d MMM</translation>
        </message>
        <message>
            <source>Set an exam</source>
            <translation>سات ان اخام</translation>
        </message>
        <message>
            <source>Exam was on {day}</source>
            <translation>اخام واس ون {day}</translation>
        </message>
        <message>
            <source>Exam today</source>
            <translation>اخام توداي</translation>
        </message>
        <message>
            <source>Exam tomorrow</source>
            <translation>اخام تومورروو</translation>
        </message>
        <message numerus="yes">
            <source>Exam in %n day(s)</source>
            <translation>
                <numerusform>اخام ين %n دايس</numerusform>
                <numerusform>اخام ين %n دايس</numerusform>
                <numerusform>اخام ين %n دايس</numerusform>
                <numerusform>اخام ين %n دايس</numerusform>
                <numerusform>اخام ين %n دايس</numerusform>
                <numerusform>اخام ين %n دايس</numerusform>
            </translation>
        </message>
        <message>
            <source>came with the program</source>
            <translation>صاما ويته تها بروغرام</translation>
        </message>
        <message>
            <source>tuned: {times} times as fast</source>
            <translation>توناد: {times} تيماس اس فاست</translation>
        </message>
        <message>
            <source>fits this computer’s memory</source>
            <translation>فيتس تهيس صومبوتار’س ماموري</translation>
        </message>
        <message>
            <source>too large for this computer’s memory</source>
            <translation>توو لارغا فور تهيس صومبوتار’س ماموري</translation>
        </message>
        <message>
            <source>Measured here: reads {reads} words a second, writes {writes}</source>
            <translation>مااسوراد هارا: راادس {reads} ووردس ا ساصوند, وريتاس {writes}</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} س</translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes} مين</translation>
        </message>
        <message>
            <source>{hours} h</source>
            <translation>{hours} ه</translation>
        </message>
        <message>
            <source>Show Studyleaf</source>
            <translation>سهوو ستوديلااف</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>قويت</translation>
        </message>
        <message>
            <source>Studyleaf: {documents} in work</source>
            <translation>ستوديلااف: {documents} ين وورك</translation>
        </message>
        <message>
            <source>“{name}” is not there any more.</source>
            <translation>“{name}” يس نوت تهارا اني مورا.</translation>
        </message>
        <message>
            <source>Put it back or drop it again.</source>
            <translation>بوت يت باصك ور دروب يت اغاين.</translation>
        </message>
        <message>
            <source>“{name}” is empty.</source>
            <translation>“{name}” يس امبتي.</translation>
        </message>
        <message>
            <source>Download it again; the first attempt may have been cut off.</source>
            <translation>دوونلواد يت اغاين; تها فيرست اتتامبت ماي هافا باان صوت وفف.</translation>
        </message>
        <message>
            <source>“{name}” is a folder.</source>
            <translation>“{name}” يس ا فولدار.</translation>
        </message>
        <message>
            <source>Choose the PDFs inside it.</source>
            <translation>صهووسا تها بدفس ينسيدا يت.</translation>
        </message>
        <message>
            <source>“{name}” cannot be read.</source>
            <translation>“{name}” صاننوت با رااد.</translation>
        </message>
        <message>
            <source>Check its permissions, or copy it elsewhere first.</source>
            <translation>صهاصك يتس بارميسسيونس, ور صوبي يت الساوهارا فيرست.</translation>
        </message>
        <message>
            <source>“{name}” is larger than {limit_mb} MB.</source>
            <translation>“{name}” يس لارغار تهان {limit_mb} مب.</translation>
        </message>
        <message>
            <source>Split it into chapters and add the ones you need.</source>
            <translation>سبليت يت ينتو صهابتارس اند ادد تها وناس يوو نااد.</translation>
        </message>
        <message>
            <source>“{name}” is not a PDF, whatever its name says.</source>
            <translation>“{name}” يس نوت ا بدف, وهاتافار يتس ناما سايس.</translation>
        </message>
        <message>
            <source>Open it where it came from and save it as PDF.</source>
            <translation>وبان يت وهارا يت صاما فروم اند سافا يت اس بدف.</translation>
        </message>
        <message>
            <source>“{name}” is not a plain text file.</source>
            <translation>“{name}” يس نوت ا بلاين تاخت فيلا.</translation>
        </message>
        <message>
            <source>Save it as text in UTF-8.</source>
            <translation>سافا يت اس تاخت ين وتف-8.</translation>
        </message>
        <message>
            <source>“{name}” is damaged and cannot be opened.</source>
            <translation>“{name}” يس داماغاد اند صاننوت با وباناد.</translation>
        </message>
        <message>
            <source>Download it again, or print it to a new PDF.</source>
            <translation>دوونلواد يت اغاين, ور برينت يت تو ا ناو بدف.</translation>
        </message>
        <message>
            <source>“{name}” is built in a way that takes too much time or memory.</source>
            <translation>“{name}” يس بويلت ين ا واي تهات تاكاس توو موصه تيما ور ماموري.</translation>
        </message>
        <message>
            <source>Print it to a new PDF and use that one.</source>
            <translation>برينت يت تو ا ناو بدف اند وسا تهات ونا.</translation>
        </message>
        <message>
            <source>“{name}” needs a password.</source>
            <translation>“{name}” ناادس ا باسسوورد.</translation>
        </message>
        <message>
            <source>Enter the password to open it.</source>
            <translation>انتار تها باسسوورد تو وبان يت.</translation>
        </message>
        <message>
            <source>This password does not open “{name}”.</source>
            <translation>تهيس باسسوورد دواس نوت وبان “{name}”.</translation>
        </message>
        <message>
            <source>Check it and enter it again.</source>
            <translation>صهاصك يت اند انتار يت اغاين.</translation>
        </message>
        <message>
            <source>“{name}” is encrypted in a way that Studyleaf cannot open.</source>
            <translation>“{name}” يس انصريبتاد ين ا واي تهات ستوديلااف صاننوت وبان.</translation>
        </message>
        <message>
            <source>Save a copy without encryption.</source>
            <translation>سافا ا صوبي ويتهووت انصريبتيون.</translation>
        </message>
        <message>
            <source>“{name}” holds no readable text.</source>
            <translation>“{name}” هولدس نو راادابلا تاخت.</translation>
        </message>
        <message>
            <source>If it is a scan, scan it again, straight and sharp; print is read best.</source>
            <translation>يف يت يس ا سصان, سصان يت اغاين, سترايغهت اند سهارب; برينت يس رااد باست.</translation>
        </message>
        <message>
            <source>“{name}” is a scan, and the reader for scans is not installed.</source>
            <translation>“{name}” يس ا سصان, اند تها راادار فور سصانس يس نوت ينستاللاد.</translation>
        </message>
        <message>
            <source>Run “make setup” in Studyleaf’s folder, or pip install 'studyleaf[ocr]'; then start it again and retry.</source>
            <translation>رون “ماكا ساتوب” ين ستوديلااف’س فولدار, ور بيب ينستالل 'ستوديلااف[وصر]'; تهان ستارت يت اغاين اند راتري.</translation>
        </message>
        <message>
            <source>“{name}” holds too little running text to write notes from.</source>
            <translation>“{name}” هولدس توو ليتتلا روننينغ تاخت تو وريتا نوتاس فروم.</translation>
        </message>
        <message>
            <source>Add a document with full sentences.</source>
            <translation>ادد ا دوصومانت ويته فولل سانتانصاس.</translation>
        </message>
        <message>
            <source>Only links that start with http or https can be fetched.</source>
            <translation>ونلي لينكس تهات ستارت ويته هتتب ور هتتبس صان با فاتصهاد.</translation>
        </message>
        <message>
            <source>Download the file yourself and drop it.</source>
            <translation>دوونلواد تها فيلا يوورسالف اند دروب يت.</translation>
        </message>
        <message>
            <source>The link could not be fetched.</source>
            <translation>تها لينك صوولد نوت با فاتصهاد.</translation>
        </message>
        <message>
            <source>Check the connection, or download the file yourself and drop it.</source>
            <translation>صهاصك تها صونناصتيون, ور دوونلواد تها فيلا يوورسالف اند دروب يت.</translation>
        </message>
        <message>
            <source>The model “{name}” is not installed.</source>
            <translation>تها مودال “{name}” يس نوت ينستاللاد.</translation>
        </message>
        <message>
            <source>See what is: studyleaf models list.</source>
            <translation>ساا وهات يس: ستوديلااف مودالس ليست.</translation>
        </message>
        <message>
            <source>“{name}” is not a model that Studyleaf can load.</source>
            <translation>“{name}” يس نوت ا مودال تهات ستوديلااف صان لواد.</translation>
        </message>
        <message>
            <source>Choose a complete GGUF file of a text model; very new kinds of model are not known yet.</source>
            <translation>صهووسا ا صومبلاتا غغوف فيلا وف ا تاخت مودال; فاري ناو كيندس وف مودال ارا نوت كنوون يات.</translation>
        </message>
        <message>
            <source>“{name}” needs {needed_mb} MB of memory; {free_mb} MB are free.</source>
            <translation>“{name}” ناادس {needed_mb} مب وف ماموري; {free_mb} مب ارا فراا.</translation>
        </message>
        <message>
            <source>Choose {smaller} or close programs.</source>
            <translation>صهووسا {smaller} ور صلوسا بروغرامس.</translation>
        </message>
        <message>
            <source>There is no address to download “{name}” from.</source>
            <translation>تهارا يس نو اددراسس تو دوونلواد “{name}” فروم.</translation>
        </message>
        <message>
            <source>Set models_address in {path}, or add a file that you have.</source>
            <translation>سات مودالس_اددراسس ين {path}, ور ادد ا فيلا تهات يوو هافا.</translation>
        </message>
        <message>
            <source>What was downloaded is not “{name}”: its checksum is another.</source>
            <translation>وهات واس دوونلواداد يس نوت “{name}”: يتس صهاصكسوم يس انوتهار.</translation>
        </message>
        <message>
            <source>Try again; if it stays so, do not trust the address.</source>
            <translation>تري اغاين; يف يت ستايس سو, دو نوت تروست تها اددراسس.</translation>
        </message>
        <message>
            <source>“{name}” is not in the models folder, so there is nothing to remove.</source>
            <translation>“{name}” يس نوت ين تها مودالس فولدار, سو تهارا يس نوتهينغ تو راموفا.</translation>
        </message>
        <message>
            <source>See what is where: studyleaf models list --json.</source>
            <translation>ساا وهات يس وهارا: ستوديلااف مودالس ليست --جسون.</translation>
        </message>
        <message>
            <source>The language model stopped unexpectedly.</source>
            <translation>تها لانغواغا مودال ستوبباد وناخباصتادلي.</translation>
        </message>
        <message>
            <source>Try again; it starts afresh.</source>
            <translation>تري اغاين; يت ستارتس افراسه.</translation>
        </message>
        <message>
            <source>Reading “{name}” stopped unexpectedly.</source>
            <translation>راادينغ “{name}” ستوبباد وناخباصتادلي.</translation>
        </message>
        <message>
            <source>Nothing happened for {seconds} seconds.</source>
            <translation>نوتهينغ هابباناد فور {seconds} ساصوندس.</translation>
        </message>
        <message>
            <source>Try again.</source>
            <translation>تري اغاين.</translation>
        </message>
        <message>
            <source>Studyleaf stopped {times} times {place}.</source>
            <translation>ستوديلااف ستوبباد {times} تيماس {place}.</translation>
        </message>
        <message>
            <source>Try again; if it stops there again, send us the log.</source>
            <translation>تري اغاين; يف يت ستوبس تهارا اغاين, ساند وس تها لوغ.</translation>
        </message>
        <message>
            <source>The disk is full.</source>
            <translation>تها ديسك يس فولل.</translation>
        </message>
        <message>
            <source>Free some space and try again.</source>
            <translation>فراا سوما سباصا اند تري اغاين.</translation>
        </message>
        <message>
            <source>The data folder {path} cannot be written to.</source>
            <translation>تها داتا فولدار {path} صاننوت با وريتتان تو.</translation>
        </message>
        <message>
            <source>Check its permissions, or choose another with --data-dir.</source>
            <translation>صهاصك يتس بارميسسيونس, ور صهووسا انوتهار ويته --داتا-دير.</translation>
        </message>
        <message>
            <source>The library is in use by another program.</source>
            <translation>تها ليبراري يس ين وسا بي انوتهار بروغرام.</translation>
        </message>
        <message>
            <source>Close it and try again.</source>
            <translation>صلوسا يت اند تري اغاين.</translation>
        </message>
        <message>
            <source>The library file is damaged.</source>
            <translation>تها ليبراري فيلا يس داماغاد.</translation>
        </message>
        <message>
            <source>Restore a backup of {path}.</source>
            <translation>راستورا ا باصكوب وف {path}.</translation>
        </message>
        <message>
            <source>This library was written by a newer Studyleaf.</source>
            <translation>تهيس ليبراري واس وريتتان بي ا ناوار ستوديلااف.</translation>
        </message>
        <message>
            <source>Install the newer version to open it.</source>
            <translation>ينستالل تها ناوار فارسيون تو وبان يت.</translation>
        </message>
        <message>
            <source>There is no job {job_id}.</source>
            <translation>تهارا يس نو جوب {job_id}.</translation>
        </message>
        <message>
            <source>See what there is: studyleaf jobs list.</source>
            <translation>ساا وهات تهارا يس: ستوديلااف جوبس ليست.</translation>
        </message>
        <message>
            <source>This job has already ended.</source>
            <translation>تهيس جوب هاس الراادي انداد.</translation>
        </message>
        <message>
            <source>There is nothing left to cancel.</source>
            <translation>تهارا يس نوتهينغ لافت تو صانصال.</translation>
        </message>
        <message>
            <source>This job is not one that can be retried.</source>
            <translation>تهيس جوب يس نوت ونا تهات صان با راترياد.</translation>
        </message>
        <message>
            <source>Only failed and cancelled ones can.</source>
            <translation>ونلي فايلاد اند صانصاللاد وناس صان.</translation>
        </message>
        <message>
            <source>This job is not waiting any more.</source>
            <translation>تهيس جوب يس نوت وايتينغ اني مورا.</translation>
        </message>
        <message>
            <source>Only waiting jobs have an order.</source>
            <translation>ونلي وايتينغ جوبس هافا ان وردار.</translation>
        </message>
        <message>
            <source>There is no such note.</source>
            <translation>تهارا يس نو سوصه نوتا.</translation>
        </message>
        <message>
            <source>It may have been deleted.</source>
            <translation>يت ماي هافا باان دالاتاد.</translation>
        </message>
        <message>
            <source>There is no such document.</source>
            <translation>تهارا يس نو سوصه دوصومانت.</translation>
        </message>
        <message>
            <source>“{name}” is not in the expected form: {reason}.</source>
            <translation>“{name}” يس نوت ين تها اخباصتاد فورم: {reason}.</translation>
        </message>
        <message>
            <source>See studyleaf --help.</source>
            <translation>ساا ستوديلااف --هالب.</translation>
        </message>
        <message>
            <source>Port {port} is in use, or may not be used.</source>
            <translation>بورت {port} يس ين وسا, ور ماي نوت با وساد.</translation>
        </message>
        <message>
            <source>Choose another with --port; 0 takes any that is free.</source>
            <translation>صهووسا انوتهار ويته --بورت; 0 تاكاس اني تهات يس فراا.</translation>
        </message>
        <message>
            <source>There is no screen to open a window on.</source>
            <translation>تهارا يس نو سصراان تو وبان ا ويندوو ون.</translation>
        </message>
        <message>
            <source>Use the command line: studyleaf notes FILE.</source>
            <translation>وسا تها صومماند لينا: ستوديلااف نوتاس فيلا.</translation>
        </message>
        <message>
            <source>Something went wrong inside Studyleaf.</source>
            <translation>سوماتهينغ وانت ورونغ ينسيدا ستوديلااف.</translation>
        </message>
        <message>
            <source>Try again; if it comes back, send us the log.</source>
            <translation>تري اغاين; يف يت صوماس باصك, ساند وس تها لوغ.</translation>
        </message>
        <message>
            <source>Markdown</source>
            <translation>ماركدوون</translation>
        </message>
        <message>
            <source>Obsidian folder</source>
            <translation>وبسيديان فولدار</translation>
        </message>
        <message>
            <source>Web page</source>
            <translation>واب باغا</translation>
        </message>
        <message>
            <source>PDF</source>
            <translation>بدف</translation>
        </message>
        <message>
            <source>Word document</source>
            <translation>وورد دوصومانت</translation>
        </message>
        <message>
            <source>JSON</source>
            <translation>جسون</translation>
        </message>
        <message>
            <source>Anki deck</source>
            <translation>انكي داصك</translation>
        </message>
        <message>
            <source>Click a field and press keys. Those without a field stay as they are.</source>
            <translation>صليصك ا فيالد اند براسس كايس. تهوسا ويتهووت ا فيالد ستاي اس تهاي ارا.</translation>
        </message>
        <message>
            <source>Keys for: {what}</source>
            <translation>كايس فور: {what}</translation>
        </message>
        <message>
            <source>None</source>
            <translation>نونا</translation>
        </message>
        <message>
            <source>As it was from the start: {keys}</source>
            <translation>اس يت واس فروم تها ستارت: {keys}</translation>
        </message>
        <message>
            <source>Keys as from the start: {what}</source>
            <translation>كايس اس فروم تها ستارت: {what}</translation>
        </message>
        <message>
            <source>{keys} is taken: {what}.</source>
            <translation>{keys} يس تاكان: {what}.</translation>
        </message>
        <message>
            <source>{keys} alone would be typing: press it together with Ctrl or Alt.</source>
            <translation>{keys} الونا ووولد با تيبينغ: براسس يت توغاتهار ويته صترل ور الت.</translation>
        </message>
        <message>
            <source>Drag to change the order, or press Alt with up and down</source>
            <translation>دراغ تو صهانغا تها وردار, ور براسس الت ويته وب اند دوون</translation>
        </message>
        <message>
            <source>Ask all your documents…</source>
            <translation>اسك الل يوور دوصومانتس…</translation>
        </message>
        <message>
            <source>Question about all your documents</source>
            <translation>قواستيون ابووت الل يوور دوصومانتس</translation>
        </message>
        <message>
            <source>Answers come from the pages of each document, with citations</source>
            <translation>انسوارس صوما فروم تها باغاس وف ااصه دوصومانت, ويته صيتاتيونس</translation>
        </message>
        <message>
            <source>Looking through all documents…</source>
            <translation>لووكينغ تهرووغه الل دوصومانتس…</translation>
        </message>
        <message>
            <source>Your documents do not say.</source>
            <translation>يوور دوصومانتس دو نوت ساي.</translation>
        </message>
    </context>
</TS>