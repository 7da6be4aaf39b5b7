<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Progress of the job</source>
        <translation>Fortschritt des Auftrags</translation>
    </message>
    <message>
        <source>the document</source>
        <translation>das Dokument</translation>
    </message>
    <message>
        <source>Show the notes</source>
        <translation>Notizen zeigen</translation>
    </message>
    <message>
        <source>Read what it made</source>
        <translation>Lies, was daraus wurde</translation>
    </message>
    <message>
        <source>Do it first</source>
        <translation>Vorziehen</translation>
    </message>
    <message>
        <source>Begin it before all that wait</source>
        <translation>Vor allen wartenden beginnen</translation>
    </message>
    <message>
        <source>Do it last</source>
        <translation>Zurückstellen</translation>
    </message>
    <message>
        <source>Begin it after all that wait</source>
        <translation>Nach allen wartenden beginnen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop it; what was made so far is kept</source>
        <translation>Anhalten; was schon fertig ist, bleibt erhalten</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Go on where it stopped</source>
        <translation>Dort weitermachen, wo es aufgehört hat</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source> (try {attempt})</source>
        <translation> (Versuch {attempt})</translation>
    </message>
    <message>
        <source>, page {page}</source>
        <translation>, Seite {page}</translation>
    </message>
    <message>
        <source>Try {title} again</source>
        <translation>{title} noch einmal versuchen</translation>
    </message>
    <message>
        <source>Stop {title}</source>
        <translation>{title} anhalten</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>, {progress} percent</source>
        <translation>, {progress} Prozent</translation>
    </message>
    <message>
        <source>Waiting, the next one first</source>
        <translation>Wartende, das nächste zuerst</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Begin no waiting document any more; those at work go on</source>
        <translation>Kein wartendes Dokument mehr beginnen; was in Arbeit ist, läuft weiter</translation>
    </message>
    <message>
        <source>Nothing is being done. Drop a document, and its way to notes is shown here.</source>
        <translation>Gerade geschieht nichts. Zieh ein Dokument herein; hier siehst du dann seinen Weg zu den Notizen.</translation>
    </message>
    <message>
        <source>{documents} in work</source>
        <translation>{documents} in Arbeit</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Selected text</source>
        <translation>Markierter Text</translation>
    </message>
    <message>
        <source>Show: {said}</source>
        <translation>Zeigen: {said}</translation>
    </message>
    <message>
        <source>No statement uses this</source>
        <translation>Keine Aussage stützt sich darauf</translation>
    </message>
    <message>
        <source>Ask what this means</source>
        <translation>Fragen, was das heißt</translation>
    </message>
    <message>
        <source>What does this mean: “{text}”?</source>
        <translation>Was heißt das: „{text}“?</translation>
    </message>
    <message>
        <source>Make a card of it…</source>
        <translation>Karteikarte daraus machen&#xa0;…</translation>
    </message>
    <message>
        <source>Copy with its page</source>
        <translation>Mit Seitenangabe kopieren</translation>
    </message>
    <message>
        <source>“{text}” ({title}, p. {page})</source>
        <translation>„{text}“ ({title}, S. {page})</translation>
    </message>
    <message>
        <source>See notes, quiz and flashcards in a browser, and add documents from there. It is off until you turn it on, and then only on this computer unless you let your network in.</source>
        <translation>Notizen, Quiz und Karteikarten in einem Browser sehen und von dort Dokumente hinzufügen. Das ist aus, bis du es einschaltest, und gilt dann nur auf diesem Computer, solange du nicht dein Netzwerk hereinlässt.</translation>
    </message>
    <message>
        <source>Open in browsers on this computer. Others cannot reach it.</source>
        <translation>Offen für Browser auf diesem Computer. Andere erreichen es nicht.</translation>
    </message>
    <message>
        <source>Scan the code with your phone. Whoever scans it may come in, until you remove the device. What goes over your network is not encrypted: turn it off in networks that you do not trust.</source>
        <translation>Scanne den Code mit deinem Handy. Wer ihn scannt, darf hinein, bis du das Gerät entfernst. Was durch dein Netzwerk geht, ist nicht verschlüsselt: Schalte es in Netzwerken aus, denen du nicht traust.</translation>
    </message>
    <message>
        <source>On your phone…</source>
        <translation>Auf dem Handy&#xa0;…</translation>
    </message>
    <message>
        <source>See your notes in a browser, here or on your phone</source>
        <translation>Deine Notizen in einem Browser sehen, hier oder auf dem Handy</translation>
    </message>
    <message>
        <source>On your phone</source>
        <translation>Auf dem Handy</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>Auf diesem Computer</translation>
    </message>
    <message>
        <source>Open the page in a browser of this computer</source>
        <translation>Die Seite in einem Browser dieses Computers öffnen</translation>
    </message>
    <message>
        <source>Let my phone in</source>
        <translation>Mein Handy hereinlassen</translation>
    </message>
    <message>
        <source>Open it to the network that this computer is in</source>
        <translation>Für das Netzwerk öffnen, in dem dieser Computer ist</translation>
    </message>
    <message>
        <source>New code</source>
        <translation>Neuer Code</translation>
    </message>
    <message>
        <source>A code for one more device</source>
        <translation>Ein Code für ein weiteres Gerät</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Copy the address that the code carries</source>
        <translation>Die Adresse kopieren, die im Code steht</translation>
    </message>
    <message>
        <source>Open here</source>
        <translation>Hier öffnen</translation>
    </message>
    <message>
        <source>Open the page in this computer&apos;s browser</source>
        <translation>Die Seite im Browser dieses Computers öffnen</translation>
    </message>
    <message>
        <source>Turn off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Close the page for all devices</source>
        <translation>Die Seite für alle Geräte schließen</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Code to scan with a phone</source>
        <translation>Code zum Scannen mit dem Handy</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Let {name} in no more</source>
        <translation>{name} nicht mehr hereinlassen</translation>
    </message>
    <message>
        <source>here now</source>
        <translation>jetzt hier</translation>
    </message>
    <message>
        <source>not used yet</source>
        <translation>noch nicht benutzt</translation>
    </message>
    <message>
        <source>last here {moment}</source>
        <translation>zuletzt hier {moment}</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s)</source>
        <translation>
            <numerusform>%n Dokument</numerusform>
            <numerusform>%n Dokumente</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s)</source>
        <translation>
            <numerusform>%n Seite</numerusform>
            <numerusform>%n Seiten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n statement(s)</source>
        <translation>
            <numerusform>%n Aussage</numerusform>
            <numerusform>%n Aussagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n Punkt</numerusform>
            <numerusform>%n Punkte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n text(s)</source>
        <translation>
            <numerusform>%n Text</numerusform>
            <numerusform>%n Texte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n question(s)</source>
        <translation>
            <numerusform>%n Frage</numerusform>
            <numerusform>%n Fragen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n card(s)</source>
        <translation>
            <numerusform>%n Karte</numerusform>
            <numerusform>%n Karten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n review(s)</source>
        <translation>
            <numerusform>%n Wiederholung</numerusform>
            <numerusform>%n Wiederholungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n Monat</numerusform>
            <numerusform>%n Monate</numerusform>
        </translation>
    </message>
    <message>
        <source>Take the notes away</source>
        <translation>Notizen mitnehmen</translation>
    </message>
    <message>
        <source>Copy all with citations</source>
        <translation>Alles mit Belegen kopieren</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Drucken&#xa0;…</translation>
    </message>
    <message>
        <source>Saved as “{name}”.</source>
        <translation>Gespeichert als „{name}“.</translation>
    </message>
    <message>
        <source>Save as {name}</source>
        <translation>Speichern als {name}</translation>
    </message>
    <message>
        <source>Copied, each statement with its page.</source>
        <translation>Kopiert, jede Aussage mit ihrer Seite.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Right to left (a test)</source>
        <translation>Von rechts nach links (ein Test)</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>Needs a password</source>
        <translation>Braucht ein Passwort</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>No notes yet</source>
        <translation>Noch keine Notizen</translation>
    </message>
    <message>
        <source>How fast this computer is will be measured when there is nothing else to do.</source>
        <translation>Wie schnell dieser Computer ist, wird gemessen, wenn nichts anderes zu tun ist.</translation>
    </message>
    <message>
        <source>Drop a PDF here</source>
        <translation>Zieh ein PDF hierher</translation>
    </message>
    <message>
        <source>Studyleaf reads it on this computer and writes notes, a quiz and flashcards. Every statement leads to the page that says it.</source>
        <translation>Studyleaf liest es auf diesem Computer und schreibt Notizen, ein Quiz und Karteikarten. Jede Aussage führt zu der Seite, auf der sie steht.</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>Dateien hinzufügen</translation>
    </message>
    <message>
        <source>Choose PDFs or text files</source>
        <translation>PDFs oder Textdateien wählen</translation>
    </message>
    <message>
        <source>Try a sample</source>
        <translation>Beispiel ausprobieren</translation>
    </message>
    <message>
        <source>See what notes look like, with a document of ours</source>
        <translation>Sieh an einem Dokument von uns, wie Notizen aussehen</translation>
    </message>
    <message>
        <source>Private: no account, and nothing that you read or write leaves this computer.</source>
        <translation>Privat: kein Konto, und nichts, was du liest oder schreibst, verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>Notes are written by a small language model, which is here already and needs no connection.</source>
        <translation>Die Notizen schreibt ein kleines Sprachmodell, das schon da ist und keine Verbindung braucht.</translation>
    </message>
    <message>
        <source>Notes are written by {name}, which is here already and needs no connection.</source>
        <translation>Die Notizen schreibt {name}; das Modell ist schon da und braucht keine Verbindung.</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>By title</source>
        <translation>Nach Titel</translation>
    </message>
    <message>
        <source>Longest first</source>
        <translation>Längste zuerst</translation>
    </message>
    <message>
        <source>Least learnt first</source>
        <translation>Am wenigsten Gelernte zuerst</translation>
    </message>
    <message>
        <source>All tags</source>
        <translation>Alle Schlagwörter</translation>
    </message>
    <message>
        <source>Nothing matches. Try fewer words, or all tags.</source>
        <translation>Nichts passt. Versuch es mit weniger Wörtern oder mit allen Schlagwörtern.</translation>
    </message>
    <message>
        <source>Documents of the library</source>
        <translation>Dokumente der Bibliothek</translation>
    </message>
    <message>
        <source>Filter by title or tag</source>
        <translation>Nach Titel oder Schlagwort filtern</translation>
    </message>
    <message>
        <source>Filter the library</source>
        <translation>Bibliothek filtern</translation>
    </message>
    <message>
        <source>Order of the library</source>
        <translation>Reihenfolge der Bibliothek</translation>
    </message>
    <message>
        <source>Tag to show</source>
        <translation>Schlagwort, das gezeigt wird</translation>
    </message>
    <message>
        <source>What was deleted</source>
        <translation>Gelöschtes</translation>
    </message>
    <message>
        <source>Choose files, or drop them anywhere in the window</source>
        <translation>Dateien wählen oder irgendwo ins Fenster ziehen</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Read it (Enter)</source>
        <translation>Lesen (Eingabetaste)</translation>
    </message>
    <message>
        <source>Write notes</source>
        <translation>Notizen schreiben</translation>
    </message>
    <message>
        <source>Have notes made of these documents</source>
        <translation>Aus diesen Dokumenten Notizen machen lassen</translation>
    </message>
    <message>
        <source>Tag…</source>
        <translation>Schlagwort&#xa0;…</translation>
    </message>
    <message>
        <source>Give these documents a tag</source>
        <translation>Diesen Dokumenten ein Schlagwort geben</translation>
    </message>
    <message>
        <source>Put these documents into the bin (Delete)</source>
        <translation>Diese Dokumente in den Papierkorb legen (Entf)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>{shown} of {words}</source>
        <translation>{shown} von {words}</translation>
    </message>
    <message>
        <source>{documents} selected</source>
        <translation>{documents} ausgewählt</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Schlagwort</translation>
    </message>
    <message>
        <source>A word to find these documents by:</source>
        <translation>Ein Wort, unter dem du diese Dokumente findest:</translation>
    </message>
    <message>
        <source>Selected documents</source>
        <translation>Ausgewählte Dokumente</translation>
    </message>
    <message>
        <source>Remove tag “{tag}”</source>
        <translation>Schlagwort „{tag}“ entfernen</translation>
    </message>
    <message numerus="yes">
        <source>%n document(s) are in the bin.</source>
        <translation>
            <numerusform>%n Dokument liegt im Papierkorb.</numerusform>
            <numerusform>%n Dokumente liegen im Papierkorb.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{title}” is in the bin.</source>
        <translation>„{title}“ liegt im Papierkorb.</translation>
    </message>
    <message>
        <source>Put back “{name}”, deleted {moment}</source>
        <translation>„{name}“ zurückholen, gelöscht {moment}</translation>
    </message>
    <message>
        <source>The bin is empty</source>
        <translation>Der Papierkorb ist leer</translation>
    </message>
    <message>
        <source>Empty the bin for good</source>
        <translation>Papierkorb endgültig leeren</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>Dokumente</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>Alles durchsuchen</translation>
    </message>
    <message>
        <source>Go to the library</source>
        <translation>Zur Bibliothek</translation>
    </message>
    <message>
        <source>Go to the notes</source>
        <translation>Zu den Notizen</translation>
    </message>
    <message>
        <source>Go to study</source>
        <translation>Zum Lernen</translation>
    </message>
    <message>
        <source>Go to activity</source>
        <translation>Zur Aktivität</translation>
    </message>
    <message>
        <source>Go to models</source>
        <translation>Zu den Modellen</translation>
    </message>
    <message>
        <source>Go to settings</source>
        <translation>Zu den Einstellungen</translation>
    </message>
    <message>
        <source>Paste files or text</source>
        <translation>Dateien oder Text einfügen</translation>
    </message>
    <message>
        <source>Ask the whole library</source>
        <translation>Die ganze Bibliothek fragen</translation>
    </message>
    <message>
        <source>Show the quiz</source>
        <translation>Das Quiz zeigen</translation>
    </message>
    <message>
        <source>Show the cards</source>
        <translation>Die Karten zeigen</translation>
    </message>
    <message>
        <source>Go to the next part of the window</source>
        <translation>Zum nächsten Teil des Fensters</translation>
    </message>
    <message>
        <source>Go to the part before</source>
        <translation>Zum Teil davor</translation>
    </message>
    <message>
        <source>Next statement</source>
        <translation>Nächste Aussage</translation>
    </message>
    <message>
        <source>Previous statement</source>
        <translation>Vorige Aussage</translation>
    </message>
    <message>
        <source>Copy the statement with its page</source>
        <translation>Aussage mit Seitenangabe kopieren</translation>
    </message>
    <message>
        <source>What the statement was before</source>
        <translation>Was die Aussage früher war</translation>
    </message>
    <message>
        <source>Edit the statement, open a document</source>
        <translation>Aussage bearbeiten, Dokument öffnen</translation>
    </message>
    <message>
        <source>Leave the statement out, delete a document</source>
        <translation>Aussage weglassen, Dokument löschen</translation>
    </message>
    <message>
        <source>Turn a card</source>
        <translation>Karte umdrehen</translation>
    </message>
    <message>
        <source>Answer a question or a card</source>
        <translation>Frage oder Karte beantworten</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>Copied with its page.</source>
        <translation>Mit der Seite kopiert.</translation>
    </message>
    <message>
        <source>To fetch a link, drag it from the browser into this window.</source>
        <translation>Um einen Link abzurufen, zieh ihn aus dem Browser in dieses Fenster.</translation>
    </message>
    <message>
        <source>{title} – Studyleaf</source>
        <translation>{title} – Studyleaf</translation>
    </message>
    <message>
        <source>Study now</source>
        <translation>Jetzt lernen</translation>
    </message>
    <message>
        <source>Try the sample document</source>
        <translation>Beispieldokument ausprobieren</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>The notes on “{title}” are ready.</source>
        <translation>Die Notizen zu „{title}“ sind fertig.</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Measure how fast {name} is on this computer</source>
        <translation>Messen, wie schnell {name} auf diesem Computer ist</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Write new notes with {name}</source>
        <translation>Neue Notizen mit {name} schreiben</translation>
    </message>
    <message>
        <source>Remove {name} from this computer</source>
        <translation>{name} von diesem Computer entfernen</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Wird gemessen&#xa0;…</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Download {name} and check it</source>
        <translation>{name} herunterladen und prüfen</translation>
    </message>
    <message>
        <source>Models write on this computer, and what they write is checked against the pages. No page ever leaves it.</source>
        <translation>Modelle schreiben auf diesem Computer, und was sie schreiben, wird an den Seiten geprüft. Keine Seite verlässt ihn je.</translation>
    </message>
    <message>
        <source>Add a file…</source>
        <translation>Datei hinzufügen&#xa0;…</translation>
    </message>
    <message>
        <source>Try a GGUF file and copy it in</source>
        <translation>Eine GGUF-Datei erproben und hereinkopieren</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>To be had</source>
        <translation>Erhältlich</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>Modell hinzufügen</translation>
    </message>
    <message>
        <source>Language models (*.gguf)</source>
        <translation>Sprachmodelle (*.gguf)</translation>
    </message>
    <message>
        <source>Close the answer</source>
        <translation>Antwort schließen</translation>
    </message>
    <message>
        <source>Looking through the pages…</source>
        <translation>Die Seiten werden durchgesehen&#xa0;…</translation>
    </message>
    <message>
        <source>The document does not say.</source>
        <translation>Das Dokument sagt dazu nichts.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Ask about this document…</source>
        <translation>Frag etwas zu diesem Dokument&#xa0;…</translation>
    </message>
    <message>
        <source>Question about this document</source>
        <translation>Frage zu diesem Dokument</translation>
    </message>
    <message>
        <source>The answer comes from the document’s pages, with citations</source>
        <translation>Die Antwort kommt aus den Seiten des Dokuments, mit Belegen</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Page {page}: “{quote}”</source>
        <translation>Seite {page}: „{quote}“</translation>
    </message>
    <message>
        <source>no notes on it yet</source>
        <translation>noch keine Notizen dazu</translation>
    </message>
    <message>
        <source>Page {page}: {said}</source>
        <translation>Seite {page}: {said}</translation>
    </message>
    <message>
        <source>Notes speak of {touched} of {pages}</source>
        <translation>Die Notizen erfassen {touched} von {pages}</translation>
    </message>
    <message>
        <source>{said}; page {page} is in view</source>
        <translation>{said}; Seite {page} ist zu sehen</translation>
    </message>
    <message>
        <source>As it was written</source>
        <translation>Wie es geschrieben war</translation>
    </message>
    <message>
        <source>The statement is left out.</source>
        <translation>Die Aussage ist weggelassen.</translation>
    </message>
    <message>
        <source>Your words are kept.</source>
        <translation>Deine Worte sind gespeichert.</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Begriffe</translation>
    </message>
    <message>
        <source>Test yourself: {words}</source>
        <translation>Teste dich: {words}</translation>
    </message>
    <message>
        <source>Learn by heart: {words}</source>
        <translation>Auswendig lernen: {words}</translation>
    </message>
    <message>
        <source>●&#x2002;rewritten and checked against its page      ❞&#x2002;the document’s own words      ✎&#x2002;your words</source>
        <translation>●&#x2002;umformuliert und an der Seite geprüft      ❞&#x2002;die Worte des Dokuments      ✎&#x2002;deine Worte</translation>
    </message>
    <message>
        <source>Not explained here</source>
        <translation>Hier nicht erklärt</translation>
    </message>
    <message>
        <source>Used without an explanation:</source>
        <translation>Ohne Erklärung verwendet:</translation>
    </message>
    <message>
        <source>Notes on this document</source>
        <translation>Notizen zu diesem Dokument</translation>
    </message>
    <message>
        <source>There are several notes on this document</source>
        <translation>Zu diesem Dokument gibt es mehrere Notizen</translation>
    </message>
    <message>
        <source>The notes</source>
        <translation>Die Notizen</translation>
    </message>
    <message>
        <source>Test yourself</source>
        <translation>Teste dich</translation>
    </message>
    <message>
        <source>Flashcards</source>
        <translation>Karteikarten</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Quiz</source>
        <translation>Quiz</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>Karten</translation>
    </message>
    <message>
        <source>Improving… {progress} %</source>
        <translation>Wird verbessert&#xa0;… {progress} %</translation>
    </message>
    <message>
        <source>Draft: stopped before it was finished</source>
        <translation>Entwurf: angehalten, bevor er fertig war</translation>
    </message>
    <message>
        <source>Shorter</source>
        <translation>Kürzer</translation>
    </message>
    <message>
        <source>As usual</source>
        <translation>Wie üblich</translation>
    </message>
    <message>
        <source>In more detail</source>
        <translation>Ausführlicher</translation>
    </message>
    <message>
        <source>Notes on page {page} are being written.</source>
        <translation>Notizen zu Seite {page} werden geschrieben.</translation>
    </message>
    <message>
        <source>“{heading}” is being written anew.</source>
        <translation>„{heading}“ wird neu geschrieben.</translation>
    </message>
    <message>
        <source>Section “{heading}”</source>
        <translation>Abschnitt „{heading}“</translation>
    </message>
    <message>
        <source>Write this section anew</source>
        <translation>Diesen Abschnitt neu schreiben</translation>
    </message>
    <message>
        <source>Bring back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>As it was until {moment}: {points}</source>
        <translation>Wie er bis {moment} war: {points}</translation>
    </message>
    <message>
        <source>Edit (Enter)</source>
        <translation>Bearbeiten (Eingabetaste)</translation>
    </message>
    <message>
        <source>Copy with its page (Ctrl+Shift+C)</source>
        <translation>Mit Seitenangabe kopieren (Strg+Umschalt+C)</translation>
    </message>
    <message>
        <source>Earlier versions (Ctrl+Shift+H)</source>
        <translation>Frühere Fassungen (Strg+Umschalt+H)</translation>
    </message>
    <message>
        <source>Earlier versions</source>
        <translation>Frühere Fassungen</translation>
    </message>
    <message>
        <source>Leave it out (Delete)</source>
        <translation>Weglassen (Entf)</translation>
    </message>
    <message>
        <source>Your words for this statement</source>
        <translation>Deine Worte für diese Aussage</translation>
    </message>
    <message>
        <source>Paste or drop a picture to have it among your words</source>
        <translation>Ein Bild einfügen oder hierher ziehen, um es in die eigenen Worte aufzunehmen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Keep the change (Ctrl+Enter)</source>
        <translation>Änderung behalten (Strg+Eingabetaste)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Leave it as it was (Escape)</source>
        <translation>So lassen, wie es war (Esc)</translation>
    </message>
    <message>
        <source>**bold**, *italic*, `code`, ==marked==, $x^2$</source>
        <translation>**fett**, *kursiv*, `Code`, ==markiert==, $x^2$</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>improving…</source>
        <translation>wird verbessert&#xa0;…</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Write notes from this document</source>
        <translation>Aus diesem Dokument Notizen schreiben</translation>
    </message>
    <message>
        <source>There are no notes on this document yet.</source>
        <translation>Zu diesem Dokument gibt es noch keine Notizen.</translation>
    </message>
    <message>
        <source>Pages of the document</source>
        <translation>Seiten des Dokuments</translation>
    </message>
    <message>
        <source>Write notes on it</source>
        <translation>Notizen dazu schreiben</translation>
    </message>
    <message>
        <source>Have notes made of this page</source>
        <translation>Notizen zu dieser Seite machen lassen</translation>
    </message>
    <message>
        <source>This document was deleted.</source>
        <translation>Dieses Dokument wurde gelöscht.</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Fit the width</source>
        <translation>An die Breite anpassen</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Close the page</source>
        <translation>Seite schließen</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Wird geöffnet&#xa0;…</translation>
    </message>
    <message>
        <source>Part {page}</source>
        <translation>Teil {page}</translation>
    </message>
    <message>
        <source>Page {number}{labelled} of {count}</source>
        <translation>Seite {number}{labelled} von {count}</translation>
    </message>
    <message>
        <source>Text of the document</source>
        <translation>Text des Dokuments</translation>
    </message>
    <message>
        <source>Show page {page}</source>
        <translation>Seite {page} zeigen</translation>
    </message>
    <message>
        <source>Drop to add</source>
        <translation>Zum Hinzufügen loslassen</translation>
    </message>
    <message>
        <source>Drop to write notes</source>
        <translation>Loslassen, um Notizen zu schreiben</translation>
    </message>
    <message>
        <source>PDFs, text files, a link to a PDF, or selected text</source>
        <translation>PDFs, Textdateien, ein Link zu einem PDF oder ausgewählter Text</translation>
    </message>
    <message>
        <source>Documents (*.pdf *.docx *.pptx *.epub *.txt *.md *.markdown *.text);;All files (*)</source>
        <translation>Dokumente (*.pdf *.docx *.pptx *.epub *.txt *.md *.markdown *.text);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Password of {document_name}</source>
        <translation>Passwort von {document_name}</translation>
    </message>
    <message>
        <source>It stays in memory while Studyleaf is open and is never stored</source>
        <translation>Es bleibt im Arbeitsspeicher, solange Studyleaf offen ist, und wird nie gespeichert</translation>
    </message>
    <message>
        <source>Open {document_name} with this password</source>
        <translation>{document_name} mit diesem Passwort öffnen</translation>
    </message>
    <message>
        <source>Open with this password</source>
        <translation>Mit diesem Passwort öffnen</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Search documents, pages, notes and actions</source>
        <translation>Dokumente, Seiten, Notizen und Befehle durchsuchen</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Arbeit</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Of the window, of exports and of the page on your phone; notes are in the language of their document. It holds from the next start on.</source>
        <translation>Für das Fenster, für Exporte und für die Seite auf dem Telefon; Notizen sind in der Sprache ihres Dokuments. Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Day and night</source>
        <translation>Tag und Nacht</translation>
    </message>
    <message>
        <source>Light or dark, or whatever the system shows.</source>
        <translation>Hell oder dunkel oder so, wie es das System zeigt.</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>All text grows or shrinks together.</source>
        <translation>Aller Text wächst oder schrumpft gemeinsam.</translation>
    </message>
    <message>
        <source>Easier letters</source>
        <translation>Leichter lesbare Buchstaben</translation>
    </message>
    <message>
        <source>Opens letters and words up, and uses OpenDyslexic, Atkinson Hyperlegible or Lexend where one is installed.</source>
        <translation>Rückt Buchstaben und Wörter auseinander und verwendet OpenDyslexic, Atkinson Hyperlegible oder Lexend, wo eine davon installiert ist.</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Black on white or white on black, with clear lines.</source>
        <translation>Schwarz auf Weiß oder Weiß auf Schwarz, mit deutlichen Linien.</translation>
    </message>
    <message>
        <source>Length of new notes</source>
        <translation>Länge neuer Notizen</translation>
    </message>
    <message>
        <source>Brief keeps the most important points, detailed keeps most of them.</source>
        <translation>Kurz behält die wichtigsten Punkte, ausführlich die meisten.</translation>
    </message>
    <message>
        <source>Brief</source>
        <translation>Kurz</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Detailed</source>
        <translation>Ausführlich</translation>
    </message>
    <message>
        <source>Style of new notes</source>
        <translation>Form neuer Notizen</translation>
    </message>
    <message>
        <source>Plain sections, a numbered outline, or Cornell notes with cues beside the points.</source>
        <translation>Einfache Abschnitte, eine nummerierte Gliederung oder Cornell-Notizen mit Stichworten neben den Punkten.</translation>
    </message>
    <message>
        <source>Sections</source>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Gliederung</translation>
    </message>
    <message>
        <source>Cornell</source>
        <translation>Cornell</translation>
    </message>
    <message>
        <source>Language of new notes</source>
        <translation>Sprache neuer Notizen</translation>
    </message>
    <message>
        <source>Always that of the document: a small model cannot translate, and a translation could not be checked against the page.</source>
        <translation>Immer die des Dokuments: Ein kleines Modell kann nicht übersetzen, und eine Übersetzung ließe sich nicht an der Seite prüfen.</translation>
    </message>
    <message>
        <source>As the document</source>
        <translation>Wie das Dokument</translation>
    </message>
    <message>
        <source>How hard the model works</source>
        <translation>Wie viel das Modell rechnet</translation>
    </message>
    <message>
        <source>Quiet leaves the computer to you; full uses all of it. On a battery, balanced is quiet.</source>
        <translation>Leise überlässt dir den Computer; voll nutzt ihn ganz. Im Akkubetrieb ist ausgewogen so viel wie leise.</translation>
    </message>
    <message>
        <source>Quiet</source>
        <translation>Leise</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Voll</translation>
    </message>
    <message>
        <source>When to work</source>
        <translation>Wann gearbeitet wird</translation>
    </message>
    <message>
        <source>Waiting documents are begun always, only on mains power, or only while the computer is idle.</source>
        <translation>Wartende Dokumente werden immer begonnen, nur am Stromnetz oder nur, solange der Computer nichts zu tun hat.</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>On mains power</source>
        <translation>Am Stromnetz</translation>
    </message>
    <message>
        <source>When idle</source>
        <translation>Bei Leerlauf</translation>
    </message>
    <message>
        <source>Keep the computer awake</source>
        <translation>Computer wach halten</translation>
    </message>
    <message>
        <source>It does not fall asleep while documents are worked on; the screen may go dark.</source>
        <translation>Er schläft nicht ein, solange an Dokumenten gearbeitet wird; der Bildschirm darf dunkel werden.</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Graphics processor</source>
        <translation>Grafikprozessor</translation>
    </message>
    <message>
        <source>Used by the model only if you allow it, and only where it was seen to write correctly.</source>
        <translation>Das Modell nutzt ihn nur, wenn du es erlaubst, und nur, wo es darauf nachweislich richtig schreibt.</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>Nicht verwenden</translation>
    </message>
    <message>
        <source>Used where it works</source>
        <translation>Verwenden, wo es geht</translation>
    </message>
    <message>
        <source>Tell when notes are ready</source>
        <translation>Melden, wenn Notizen fertig sind</translation>
    </message>
    <message>
        <source>A message of the system, while the window is away.</source>
        <translation>Eine Meldung des Systems, solange das Fenster nicht zu sehen ist.</translation>
    </message>
    <message>
        <source>Quiet hours from</source>
        <translation>Ruhezeit von</translation>
    </message>
    <message>
        <source>No message of the system from this hour on; the window still shows what is ready.</source>
        <translation>Ab dieser Stunde keine Meldung des Systems; das Fenster zeigt weiterhin, was fertig ist.</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Quiet hours until</source>
        <translation>Ruhezeit bis</translation>
    </message>
    <message>
        <source>From this hour on messages come again, also past midnight.</source>
        <translation>Ab dieser Stunde kommen wieder Meldungen, auch über Mitternacht hinweg.</translation>
    </message>
    <message>
        <source>Watch a folder</source>
        <translation>Ordner beobachten</translation>
    </message>
    <message>
        <source>Documents that appear in it are added by themselves.</source>
        <translation>Dokumente, die darin erscheinen, werden von selbst hinzugefügt.</translation>
    </message>
    <message>
        <source>Address for models</source>
        <translation>Adresse für Modelle</translation>
    </message>
    <message>
        <source>Models of the catalogue are downloaded from this web folder, when you ask for one. Empty: never.</source>
        <translation>Modelle des Katalogs werden aus diesem Ordner im Netz heruntergeladen, wenn du eines verlangst. Leer: nie.</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen&#xa0;…</translation>
    </message>
    <message>
        <source>Stop watching “{name}”</source>
        <translation>„{name}“ nicht mehr beobachten</translation>
    </message>
    <message>
        <source>Folder to watch</source>
        <translation>Ordner, der beobachtet wird</translation>
    </message>
    <message>
        <source>No setting is called that.</source>
        <translation>So heißt keine Einstellung.</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Ask about the document</source>
        <translation>Eine Frage zum Dokument stellen</translation>
    </message>
    <message>
        <source>Export, copy or print</source>
        <translation>Exportieren, kopieren oder drucken</translation>
    </message>
    <message>
        <source>Take an answer back</source>
        <translation>Antwort zurücknehmen</translation>
    </message>
    <message>
        <source>New card</source>
        <translation>Neue Karte</translation>
    </message>
    <message>
        <source>Question on the front</source>
        <translation>Frage auf der Vorderseite</translation>
    </message>
    <message>
        <source>What do you want to be asked?</source>
        <translation>Was möchtest du gefragt werden?</translation>
    </message>
    <message>
        <source>Answer on the back</source>
        <translation>Antwort auf der Rückseite</translation>
    </message>
    <message>
        <source>Make the card</source>
        <translation>Karte anlegen</translation>
    </message>
    <message>
        <source>Study it together with the others</source>
        <translation>Zusammen mit den anderen lernen</translation>
    </message>
    <message>
        <source>Make no card</source>
        <translation>Keine Karte anlegen</translation>
    </message>
    <message>
        <source>From page {page}</source>
        <translation>Von Seite {page}</translation>
    </message>
    <message>
        <source>Front</source>
        <translation>Vorderseite</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Rückseite</translation>
    </message>
    <message>
        <source>Spread the cards so that all are known by then</source>
        <translation>Die Karten so verteilen, dass du bis dahin alle kannst</translation>
    </message>
    <message>
        <source>Exam on {title}: {exam}</source>
        <translation>Prüfung zu {title}: {exam}</translation>
    </message>
    <message>
        <source>Study {waiting}</source>
        <translation>{waiting} lernen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Study the cards of {title}</source>
        <translation>Die Karten von {title} lernen</translation>
    </message>
    <message>
        <source>Study {title}, {cards}</source>
        <translation>{title} lernen, {cards}</translation>
    </message>
    <message>
        <source>{due} due</source>
        <translation>{due} fällig</translation>
    </message>
    <message>
        <source>{new} new</source>
        <translation>{new} neu</translation>
    </message>
    <message>
        <source>{cards} in all</source>
        <translation>{cards} insgesamt</translation>
    </message>
    <message>
        <source>Day of the exam</source>
        <translation>Tag der Prüfung</translation>
    </message>
    <message>
        <source>No exam</source>
        <translation>Keine Prüfung</translation>
    </message>
    <message>
        <source>Turn the card over (Space)</source>
        <translation>Karte umdrehen (Leertaste)</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>The card before (left arrow)</source>
        <translation>Die vorige Karte (Pfeil links)</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>The next card (right arrow)</source>
        <translation>Die nächste Karte (Pfeil rechts)</translation>
    </message>
    <message>
        <source>Card {number} of {count}</source>
        <translation>Karte {number} von {count}</translation>
    </message>
    <message>
        <source>Click to turn over</source>
        <translation>Zum Umdrehen klicken</translation>
    </message>
    <message>
        <source>{reviews} in half a year</source>
        <translation>{reviews} in einem halben Jahr</translation>
    </message>
    <message>
        <source>Study all that waits (Enter)</source>
        <translation>Alles lernen, was wartet (Eingabetaste)</translation>
    </message>
    <message>
        <source>{days} in a row</source>
        <translation>{days} in Folge</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>Cards that fall due: {counts}</source>
        <translation>Karten, die fällig werden: {counts}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message numerus="yes">
        <source>%n week(s) ago</source>
        <translation>
            <numerusform>vor %n Woche</numerusform>
            <numerusform>vor %n Wochen</numerusform>
        </translation>
    </message>
    <message>
        <source>this week</source>
        <translation>diese Woche</translation>
    </message>
    <message>
        <source>Known again, week by week: {shares}</source>
        <translation>Wiedererkannt, Woche für Woche: {shares}</translation>
    </message>
    <message>
        <source>Cards come with the notes. Drop a document to get some.</source>
        <translation>Karten kommen mit den Notizen. Zieh ein Dokument herein, um welche zu bekommen.</translation>
    </message>
    <message>
        <source>Reviews</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Falling due</source>
        <translation>Werden fällig</translation>
    </message>
    <message>
        <source>Known again</source>
        <translation>Wiedererkannt</translation>
    </message>
    <message>
        <source>cards wait. They are made together with the notes.</source>
        <translation>Karten warten. Sie entstehen zusammen mit den Notizen.</translation>
    </message>
    <message>
        <source>cards wait: {due} to repeat, {waiting} new.</source>
        <translation>Karten warten: {due} zu wiederholen, {waiting} neu.</translation>
    </message>
    <message>
        <source>cards wait. All is done for now.</source>
        <translation>Karten warten. Für jetzt ist alles erledigt.</translation>
    </message>
    <message>
        <source>No reviews in this week</source>
        <translation>Keine Wiederholungen in dieser Woche</translation>
    </message>
    <message>
        <source>{share} were still known</source>
        <translation>{share} waren noch bekannt</translation>
    </message>
    <message>
        <source>All answered, {right} of {answered} right</source>
        <translation>Alle beantwortet, {right} von {answered} richtig</translation>
    </message>
    <message>
        <source>The question before (left arrow)</source>
        <translation>Die vorige Frage (Pfeil links)</translation>
    </message>
    <message>
        <source>The next question (right arrow)</source>
        <translation>Die nächste Frage (Pfeil rechts)</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>Von vorn beginnen</translation>
    </message>
    <message>
        <source>Forget the answers and begin again</source>
        <translation>Die Antworten vergessen und neu beginnen</translation>
    </message>
    <message>
        <source>Question {number} of {count}</source>
        <translation>Frage {number} von {count}</translation>
    </message>
    <message>
        <source>{right} of {answered} right</source>
        <translation>{right} von {answered} richtig</translation>
    </message>
    <message>
        <source>Choose with {choice}</source>
        <translation>Wählen mit {choice}</translation>
    </message>
    <message>
        <source>, the right answer</source>
        <translation>, die richtige Antwort</translation>
    </message>
    <message>
        <source>, your answer, wrong</source>
        <translation>, deine Antwort, falsch</translation>
    </message>
    <message>
        <source>Right.</source>
        <translation>Richtig.</translation>
    </message>
    <message>
        <source>Not quite.</source>
        <translation>Nicht ganz.</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Nochmal</translation>
    </message>
    <message>
        <source>Hard</source>
        <translation>Schwer</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Easy</source>
        <translation>Leicht</translation>
    </message>
    <message>
        <source>Progress of this session</source>
        <translation>Fortschritt dieser Sitzung</translation>
    </message>
    <message>
        <source>Take the last answer back (Ctrl+Z)</source>
        <translation>Letzte Antwort zurücknehmen (Strg+Z)</translation>
    </message>
    <message>
        <source>End the session (Escape)</source>
        <translation>Sitzung beenden (Esc)</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Show the answer</source>
        <translation>Antwort zeigen</translation>
    </message>
    <message>
        <source>{total} left</source>
        <translation>noch {total}</translation>
    </message>
    <message>
        <source>{answer}, again in {wait}</source>
        <translation>{answer}, wieder in {wait}</translation>
    </message>
    <message>
        <source>[picture]</source>
        <translation>[Bild]</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Interrupted, about to go on</source>
        <translation>Unterbrochen, geht gleich weiter</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Beginnt</translation>
    </message>
    <message>
        <source>Bringing the file in</source>
        <translation>Datei wird hereingeholt</translation>
    </message>
    <message>
        <source>Looking for earlier work</source>
        <translation>Frühere Arbeit wird gesucht</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Wird gelesen</translation>
    </message>
    <message>
        <source>Writing notes</source>
        <translation>Notizen werden geschrieben</translation>
    </message>
    <message>
        <source>Making the quiz</source>
        <translation>Quiz wird gemacht</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Wird gespeichert</translation>
    </message>
    <message>
        <source>Rewritten, and checked</source>
        <translation>Umformuliert und geprüft</translation>
    </message>
    <message>
        <source>The document’s own words</source>
        <translation>Die Worte des Dokuments</translation>
    </message>
    <message>
        <source>Your words</source>
        <translation>Deine Worte</translation>
    </message>
    <message>
        <source>This page is a scan.</source>
        <translation>Diese Seite ist ein Scan.</translation>
    </message>
    <message>
        <source>What is written on this page cannot be made out.</source>
        <translation>Was auf dieser Seite steht, ist nicht zu entziffern.</translation>
    </message>
    <message>
        <source>This page takes too much time or memory to read.</source>
        <translation>Diese Seite zu lesen braucht zu viel Zeit oder Speicher.</translation>
    </message>
    <message>
        <source>This page is damaged.</source>
        <translation>Diese Seite ist beschädigt.</translation>
    </message>
    <message>
        <source>No text could be read on this page.</source>
        <translation>Auf dieser Seite war kein Text zu lesen.</translation>
    </message>
    <message>
        <source>Reading page {page} of {pages}</source>
        <translation>Seite {page} von {pages} wird gelesen</translation>
    </message>
    <message>
        <source>a few seconds left</source>
        <translation>noch ein paar Sekunden</translation>
    </message>
    <message>
        <source>about {seconds} s left</source>
        <translation>noch etwa {seconds} s</translation>
    </message>
    <message>
        <source>about {minutes} min left</source>
        <translation>noch etwa {minutes} min</translation>
    </message>
    <message>
        <source>about {hours} h left</source>
        <translation>noch etwa {hours} h</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>nicht gelesen</translation>
    </message>
    <message>
        <source>The text was recognised in a picture of the page, {share} sure of its letters. Compare it.</source>
        <translation>Der Text wurde in einem Bild der Seite erkannt, die Buchstaben zu {share} sicher. Vergleiche ihn.</translation>
    </message>
    <message>
        <source>read from a scan</source>
        <translation>aus einem Scan gelesen</translation>
    </message>
    <message>
        <source>read from a poor scan</source>
        <translation>aus einem schlechten Scan gelesen</translation>
    </message>
    <message>
        <source>{model}: {points}, {shortened} shortened, {quoted} quoted</source>
        <translation>{model}: {points}, {shortened} gekürzt, {quoted} zitiert</translation>
    </message>
    <message>
        <source>{texts} of the model dropped</source>
        <translation>{texts} des Modells verworfen</translation>
    </message>
    <message>
        <source>{number}%</source>
        <translation>{number}&#xa0;%</translation>
    </message>
    <message>
        <source>p.&#xa0;{page}</source>
        <translation>S.&#xa0;{page}</translation>
    </message>
    <message>
        <source>No notes on this page yet</source>
        <translation>Noch keine Notizen zu dieser Seite</translation>
    </message>
    <message>
        <source>{statements} from this page</source>
        <translation>{statements} von dieser Seite</translation>
    </message>
    <message>
        <source>pp.&#xa0;{first}–{last}</source>
        <translation>S.&#xa0;{first}–{last}</translation>
    </message>
    <message>
        <source>d MMM, HH:mm</source>
        <translation>d. MMM, HH:mm</translation>
    </message>
    <message>
        <source>d MMM yyyy, HH:mm</source>
        <translation>d. MMM yyyy, HH:mm</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>Set an exam</source>
        <translation>Prüfung eintragen</translation>
    </message>
    <message>
        <source>Exam was on {day}</source>
        <translation>Prüfung war am {day}</translation>
    </message>
    <message>
        <source>Exam today</source>
        <translation>Prüfung heute</translation>
    </message>
    <message>
        <source>Exam tomorrow</source>
        <translation>Prüfung morgen</translation>
    </message>
    <message numerus="yes">
        <source>Exam in %n day(s)</source>
        <translation>
            <numerusform>Prüfung in %n Tag</numerusform>
            <numerusform>Prüfung in %n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>came with the program</source>
        <translation>kam mit dem Programm</translation>
    </message>
    <message>
        <source>tuned: {times} times as fast</source>
        <translation>abgestimmt: {times}-mal so schnell</translation>
    </message>
    <message>
        <source>fits this computer’s memory</source>
        <translation>passt in den Speicher dieses Computers</translation>
    </message>
    <message>
        <source>too large for this computer’s memory</source>
        <translation>zu groß für den Speicher dieses Computers</translation>
    </message>
    <message>
        <source>Measured here: reads {reads} words a second, writes {writes}</source>
        <translation>Hier gemessen: liest {reads} Wörter in der Sekunde, schreibt {writes}</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} s</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} h</translation>
    </message>
    <message>
        <source>Show Studyleaf</source>
        <translation>Studyleaf zeigen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Studyleaf: {documents} in work</source>
        <translation>Studyleaf: {documents} in Arbeit</translation>
    </message>
    <message>
        <source>“{name}” is not there any more.</source>
        <translation>„{name}“ ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Put it back or drop it again.</source>
        <translation>Leg es zurück oder zieh es noch einmal herein.</translation>
    </message>
    <message>
        <source>“{name}” is empty.</source>
        <translation>„{name}“ ist leer.</translation>
    </message>
    <message>
        <source>Download it again; the first attempt may have been cut off.</source>
        <translation>Lade es noch einmal herunter; der erste Versuch brach vielleicht ab.</translation>
    </message>
    <message>
        <source>“{name}” is a folder.</source>
        <translation>„{name}“ ist ein Ordner.</translation>
    </message>
    <message>
        <source>Choose the PDFs inside it.</source>
        <translation>Wähle die PDFs darin.</translation>
    </message>
    <message>
        <source>“{name}” cannot be read.</source>
        <translation>„{name}“ lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>Check its permissions, or copy it elsewhere first.</source>
        <translation>Prüfe die Zugriffsrechte oder kopiere es erst an einen anderen Ort.</translation>
    </message>
    <message>
        <source>“{name}” is larger than {limit_mb} MB.</source>
        <translation>„{name}“ ist größer als {limit_mb} MB.</translation>
    </message>
    <message>
        <source>Split it into chapters and add the ones you need.</source>
        <translation>Teile es in Kapitel und füge die hinzu, die du brauchst.</translation>
    </message>
    <message>
        <source>“{name}” is not a PDF, whatever its name says.</source>
        <translation>„{name}“ ist kein PDF, was auch immer der Name sagt.</translation>
    </message>
    <message>
        <source>Open it where it came from and save it as PDF.</source>
        <translation>Öffne es dort, wo es herkommt, und speichere es als PDF.</translation>
    </message>
    <message>
        <source>“{name}” is not a plain text file.</source>
        <translation>„{name}“ ist keine reine Textdatei.</translation>
    </message>
    <message>
        <source>Save it as text in UTF-8.</source>
        <translation>Speichere es als Text in UTF-8.</translation>
    </message>
    <message>
        <source>“{name}” is damaged and cannot be opened.</source>
        <translation>„{name}“ ist beschädigt und lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>Download it again, or print it to a new PDF.</source>
        <translation>Lade es noch einmal herunter oder drucke es in ein neues PDF.</translation>
    </message>
    <message>
        <source>“{name}” is built in a way that takes too much time or memory.</source>
        <translation>„{name}“ ist so aufgebaut, dass es zu viel Zeit oder Speicher braucht.</translation>
    </message>
    <message>
        <source>Print it to a new PDF and use that one.</source>
        <translation>Drucke es in ein neues PDF und nimm dieses.</translation>
    </message>
    <message>
        <source>“{name}” needs a password.</source>
        <translation>„{name}“ braucht ein Passwort.</translation>
    </message>
    <message>
        <source>Enter the password to open it.</source>
        <translation>Gib das Passwort ein, um es zu öffnen.</translation>
    </message>
    <message>
        <source>This password does not open “{name}”.</source>
        <translation>Dieses Passwort öffnet „{name}“ nicht.</translation>
    </message>
    <message>
        <source>Check it and enter it again.</source>
        <translation>Prüfe es und gib es noch einmal ein.</translation>
    </message>
    <message>
        <source>“{name}” is encrypted in a way that Studyleaf cannot open.</source>
        <translation>„{name}“ ist so verschlüsselt, dass Studyleaf es nicht öffnen kann.</translation>
    </message>
    <message>
        <source>Save a copy without encryption.</source>
        <translation>Speichere eine Kopie ohne Verschlüsselung.</translation>
    </message>
    <message>
        <source>“{name}” holds no readable text.</source>
        <translation>„{name}“ enthält keinen lesbaren Text.</translation>
    </message>
    <message>
        <source>If it is a scan, scan it again, straight and sharp; print is read best.</source>
        <translation>Ist es ein Scan, scanne es noch einmal, gerade und scharf; Druckschrift wird am besten gelesen.</translation>
    </message>
    <message>
        <source>“{name}” is a scan, and the reader for scans is not installed.</source>
        <translation>„{name}“ ist ein Scan, und der Leser für Scans ist nicht installiert.</translation>
    </message>
    <message>
        <source>Run “make setup” in Studyleaf’s folder, or pip install &apos;studyleaf[ocr]&apos;; then start it again and retry.</source>
        <translation>Führe „make setup“ im Ordner von Studyleaf aus oder pip install &apos;studyleaf[ocr]&apos;; starte es dann neu und versuch es noch einmal.</translation>
    </message>
    <message>
        <source>“{name}” holds too little running text to write notes from.</source>
        <translation>„{name}“ enthält zu wenig zusammenhängenden Text für Notizen.</translation>
    </message>
    <message>
        <source>Add a document with full sentences.</source>
        <translation>Füge ein Dokument mit ganzen Sätzen hinzu.</translation>
    </message>
    <message>
        <source>Only links that start with http or https can be fetched.</source>
        <translation>Nur Links, die mit http oder https beginnen, lassen sich abrufen.</translation>
    </message>
    <message>
        <source>Download the file yourself and drop it.</source>
        <translation>Lade die Datei selbst herunter und zieh sie herein.</translation>
    </message>
    <message>
        <source>The link could not be fetched.</source>
        <translation>Der Link ließ sich nicht abrufen.</translation>
    </message>
    <message>
        <source>Check the connection, or download the file yourself and drop it.</source>
        <translation>Prüfe die Verbindung oder lade die Datei selbst herunter und zieh sie herein.</translation>
    </message>
    <message>
        <source>The model “{name}” is not installed.</source>
        <translation>Das Modell „{name}“ ist nicht installiert.</translation>
    </message>
    <message>
        <source>See what is: studyleaf models list.</source>
        <translation>Was da ist, sagt: studyleaf models list.</translation>
    </message>
    <message>
        <source>“{name}” is not a model that Studyleaf can load.</source>
        <translation>„{name}“ ist kein Modell, das Studyleaf laden kann.</translation>
    </message>
    <message>
        <source>Choose a complete GGUF file of a text model; very new kinds of model are not known yet.</source>
        <translation>Wähle eine vollständige GGUF-Datei eines Textmodells; ganz neue Arten von Modellen sind noch nicht bekannt.</translation>
    </message>
    <message>
        <source>“{name}” needs {needed_mb} MB of memory; {free_mb} MB are free.</source>
        <translation>„{name}“ braucht {needed_mb} MB Arbeitsspeicher; {free_mb} MB sind frei.</translation>
    </message>
    <message>
        <source>Choose {smaller} or close programs.</source>
        <translation>Wähle {smaller} oder schließe Programme.</translation>
    </message>
    <message>
        <source>There is no address to download “{name}” from.</source>
        <translation>Es gibt keine Adresse, von der „{name}“ herunterzuladen wäre.</translation>
    </message>
    <message>
        <source>Set models_address in {path}, or add a file that you have.</source>
        <translation>Setze models_address in {path} oder füge eine Datei hinzu, die du hast.</translation>
    </message>
    <message>
        <source>What was downloaded is not “{name}”: its checksum is another.</source>
        <translation>Was heruntergeladen wurde, ist nicht „{name}“: Die Prüfsumme ist eine andere.</translation>
    </message>
    <message>
        <source>Try again; if it stays so, do not trust the address.</source>
        <translation>Versuch es noch einmal; bleibt es so, trau der Adresse nicht.</translation>
    </message>
    <message>
        <source>“{name}” is not in the models folder, so there is nothing to remove.</source>
        <translation>„{name}“ ist nicht im Ordner der Modelle, also gibt es nichts zu entfernen.</translation>
    </message>
    <message>
        <source>See what is where: studyleaf models list --json.</source>
        <translation>Was wo ist, sagt: studyleaf models list --json.</translation>
    </message>
    <message>
        <source>The language model stopped unexpectedly.</source>
        <translation>Das Sprachmodell hörte unerwartet auf.</translation>
    </message>
    <message>
        <source>Try again; it starts afresh.</source>
        <translation>Versuch es noch einmal; es beginnt neu.</translation>
    </message>
    <message>
        <source>Reading “{name}” stopped unexpectedly.</source>
        <translation>Das Lesen von „{name}“ hörte unerwartet auf.</translation>
    </message>
    <message>
        <source>Nothing happened for {seconds} seconds.</source>
        <translation>{seconds} Sekunden lang geschah nichts.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Versuch es noch einmal.</translation>
    </message>
    <message>
        <source>Studyleaf stopped {times} times {place}.</source>
        <translation>Studyleaf blieb {times}-mal stehen: {place}.</translation>
    </message>
    <message>
        <source>Try again; if it stops there again, send us the log.</source>
        <translation>Versuch es noch einmal; bleibt es wieder dort stehen, schick uns das Protokoll.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>Schaff etwas Platz und versuch es noch einmal.</translation>
    </message>
    <message>
        <source>The data folder {path} cannot be written to.</source>
        <translation>In den Datenordner {path} lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>Check its permissions, or choose another with --data-dir.</source>
        <translation>Prüfe seine Zugriffsrechte oder wähle mit --data-dir einen anderen.</translation>
    </message>
    <message>
        <source>The library is in use by another program.</source>
        <translation>Die Bibliothek wird von einem anderen Programm benutzt.</translation>
    </message>
    <message>
        <source>Close it and try again.</source>
        <translation>Schließe es und versuch es noch einmal.</translation>
    </message>
    <message>
        <source>The library file is damaged.</source>
        <translation>Die Datei der Bibliothek ist beschädigt.</translation>
    </message>
    <message>
        <source>Restore a backup of {path}.</source>
        <translation>Spiele eine Sicherung von {path} ein.</translation>
    </message>
    <message>
        <source>This library was written by a newer Studyleaf.</source>
        <translation>Diese Bibliothek stammt von einem neueren Studyleaf.</translation>
    </message>
    <message>
        <source>Install the newer version to open it.</source>
        <translation>Installiere die neuere Version, um sie zu öffnen.</translation>
    </message>
    <message>
        <source>There is no job {job_id}.</source>
        <translation>Es gibt keinen Auftrag {job_id}.</translation>
    </message>
    <message>
        <source>See what there is: studyleaf jobs list.</source>
        <translation>Was es gibt, sagt: studyleaf jobs list.</translation>
    </message>
    <message>
        <source>This job has already ended.</source>
        <translation>Dieser Auftrag ist schon zu Ende.</translation>
    </message>
    <message>
        <source>There is nothing left to cancel.</source>
        <translation>Es gibt nichts mehr abzubrechen.</translation>
    </message>
    <message>
        <source>This job is not one that can be retried.</source>
        <translation>Dieser Auftrag lässt sich nicht wiederholen.</translation>
    </message>
    <message>
        <source>Only failed and cancelled ones can.</source>
        <translation>Das geht nur bei fehlgeschlagenen und abgebrochenen.</translation>
    </message>
    <message>
        <source>This job is not waiting any more.</source>
        <translation>Dieser Auftrag wartet nicht mehr.</translation>
    </message>
    <message>
        <source>Only waiting jobs have an order.</source>
        <translation>Nur wartende Aufträge haben eine Reihenfolge.</translation>
    </message>
    <message>
        <source>There is no such note.</source>
        <translation>Diese Notizen gibt es nicht.</translation>
    </message>
    <message>
        <source>It may have been deleted.</source>
        <translation>Vielleicht wurde es gelöscht.</translation>
    </message>
    <message>
        <source>There is no such document.</source>
        <translation>Dieses Dokument gibt es nicht.</translation>
    </message>
    <message>
        <source>“{name}” is not in the expected form: {reason}.</source>
        <translation>„{name}“ hat nicht die erwartete Form: {reason}.</translation>
    </message>
    <message>
        <source>See studyleaf --help.</source>
        <translation>Siehe studyleaf --help.</translation>
    </message>
    <message>
        <source>Port {port} is in use, or may not be used.</source>
        <translation>Port {port} ist belegt oder darf nicht benutzt werden.</translation>
    </message>
    <message>
        <source>Choose another with --port; 0 takes any that is free.</source>
        <translation>Wähle mit --port einen anderen; 0 nimmt irgendeinen freien.</translation>
    </message>
    <message>
        <source>There is no screen to open a window on.</source>
        <translation>Es gibt keinen Bildschirm für ein Fenster.</translation>
    </message>
    <message>
        <source>Use the command line: studyleaf notes FILE.</source>
        <translation>Nutze die Befehlszeile: studyleaf notes DATEI.</translation>
    </message>
    <message>
        <source>Something went wrong inside Studyleaf.</source>
        <translation>In Studyleaf ist etwas schiefgegangen.</translation>
    </message>
    <message>
        <source>Try again; if it comes back, send us the log.</source>
        <translation>Versuch es noch einmal; kommt es wieder, schick uns das Protokoll.</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Obsidian folder</source>
        <translation>Obsidian-Ordner</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>Webseite</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Word document</source>
        <translation>Word-Dokument</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Anki deck</source>
        <translation>Anki-Stapel</translation>
    </message>
    <message>
        <source>Click a field and press keys. Those without a field stay as they are.</source>
        <translation>Klick in ein Feld und drück Tasten. Die ohne Feld bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Keys for: {what}</source>
        <translation>Tasten für: {what}</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>As it was from the start: {keys}</source>
        <translation>Wie von Anfang an: {keys}</translation>
    </message>
    <message>
        <source>Keys as from the start: {what}</source>
        <translation>Tasten wie von Anfang an: {what}</translation>
    </message>
    <message>
        <source>{keys} is taken: {what}.</source>
        <translation>{keys} ist belegt: {what}.</translation>
    </message>
    <message>
        <source>{keys} alone would be typing: press it together with Ctrl or Alt.</source>
        <translation>{keys} allein wäre Tippen: Drück es zusammen mit Strg oder Alt.</translation>
    </message>
    <message>
        <source>Drag to change the order, or press Alt with up and down</source>
        <translation>Zieh sie in eine andere Reihenfolge, oder drück Alt mit Pfeil auf und ab</translation>
    </message>
    <message>
        <source>Ask all your documents…</source>
        <translation>Frag alle deine Dokumente&#xa0;…</translation>
    </message>
    <message>
        <source>Question about all your documents</source>
        <translation>Frage zu allen deinen Dokumenten</translation>
    </message>
    <message>
        <source>Answers come from the pages of each document, with citations</source>
        <translation>Die Antworten kommen aus den Seiten jedes Dokuments, mit Belegen</translation>
    </message>
    <message>
        <source>Looking through all documents…</source>
        <translation>Alle Dokumente werden durchgesehen&#xa0;…</translation>
    </message>
    <message>
        <source>Your documents do not say.</source>
        <translation>Deine Dokumente sagen dazu nichts.</translation>
    </message>
</context>
</TS>
