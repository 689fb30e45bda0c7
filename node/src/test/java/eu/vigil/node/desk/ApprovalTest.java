package eu.vigil.node.desk;

import static eu.vigil.node.desk.Sides.ANNA;
import static eu.vigil.node.desk.Sides.BEN;
import static eu.vigil.node.desk.Sides.CARL;
import static eu.vigil.node.desk.Sides.detail;
import static eu.vigil.node.desk.Sides.done;
import static eu.vigil.node.desk.Sides.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import eu.vigil.node.operator.desk.Answer;
import eu.vigil.node.operator.desk.CaseDetail;
import eu.vigil.protocol.casework.RequestState;
import eu.vigil.protocol.id.CaseRef;
import eu.vigil.protocol.wire.Decision;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Security.md 7: a compare-and-set on the digest of the content, by somebody who wrote none of it. */
class ApprovalTest {
    @TempDir
    private Path folder;

    private Sides sides;

    @BeforeEach
    void open() {
        sides = new Sides(folder);
    }

    @AfterEach
    void close() {
        sides.close();
    }

    private CaseDetail drafted() {
        return detail(sides.belgium.desk().draft(request("InformationRequest", "URGENT", "DIR_2013_40_13"), ANNA));
    }

    private static ByteString content(CaseDetail detail) {
        return detail.draft().orElseThrow().content();
    }

    private static CaseRef ref(CaseDetail detail) {
        return detail.summary().caseRef();
    }

    @Test
    void aRequestLeavesOnceASecondPersonHasApprovedExactlyItsText() {
        CaseDetail draft = drafted();
        assertThat(sides.belgium.desk().send(ref(draft), "now", ANNA)).isInstanceOf(Answer.Forbidden.class);
        CaseDetail approved = detail(sides.belgium.desk().approve(ref(draft), content(draft), CARL));
        assertThat(approved.summary().state()).isEqualTo(RequestState.APPROVED);
        assertThat(approved.draft().orElseThrow().approvedBy()).contains("Carl");
        done(sides.belgium.desk().send(ref(draft), "", ANNA));
        assertThat(sides.belgium.carryTo(sides.france)).containsExactly(Decision.ACCEPTED);
        assertThat(sides.france.show(ref(draft)).request().toString())
                .contains("\"officer\":\"Anna\"", "\"approver\":\"Carl\"");
    }

    @Test
    void ofSeveralThatAreReleasedAtOnceEachLeavesOrNotForItself() {
        CaseRef first = ref(drafted());
        CaseRef second = ref(drafted());
        CaseRef forbidden = ref(drafted());
        CaseRef unknown = new CaseRef("BE-2026-000099");
        for (CaseRef each : List.of(first, second)) {
            done(sides.belgium.desk().approve(each, content(sides.belgium.show(each)), CARL));
        }
        List<Answer<CaseRef>> answers = answers(List.of(first, forbidden, unknown, second));
        assertThat(answers.getFirst()).isEqualTo(new Answer.Done<>(first));
        assertThat(answers.get(1)).isInstanceOf(Answer.Forbidden.class);
        assertThat(answers.get(2)).isEqualTo(new Answer.NotFound<>("no case BE-2026-000099"));
        assertThat(answers.getLast()).isEqualTo(new Answer.Done<>(second));
        assertThat(sides.belgium.carryTo(sides.france)).containsExactly(Decision.ACCEPTED, Decision.ACCEPTED);

        assertThat(answers(List.of(first))).singleElement().isInstanceOf(Answer.Conflict.class);
        assertThat(sides.belgium.carryTo(sides.france)).as("sent twice").isEmpty();
    }

    private List<Answer<CaseRef>> answers(List<CaseRef> cases) {
        return ((Answer.Done<List<Answer<CaseRef>>>) sides.belgium.desk().release(cases, "", ANNA)).result();
    }

    @Test
    void nobodyApprovesWhatTheyWroteOf() {
        CaseDetail draft =
                detail(sides.belgium.desk().draft(request("InformationRequest", "URGENT", "DIR_2013_40_13"), BEN));
        assertThat(sides.belgium.desk().approve(ref(draft), content(draft), BEN))
                .isInstanceOf(Answer.Forbidden.class);
        CaseDetail edited = detail(sides.belgium
                .desk()
                .edit(
                        ref(draft),
                        request("InformationRequest", "URGENT", "DIR_2013_40_13")
                                .replace("hospital", "clinic"),
                        ANNA));
        assertThat(sides.belgium.desk().approve(ref(draft), content(edited), BEN))
                .isInstanceOf(Answer.Forbidden.class);
        done(sides.belgium.desk().approve(ref(draft), content(edited), CARL));
    }

    @Test
    void anEditVoidsTheApproval() {
        CaseDetail draft = drafted();
        done(sides.belgium.desk().approve(ref(draft), content(draft), CARL));
        CaseDetail edited = detail(sides.belgium
                .desk()
                .edit(
                        ref(draft),
                        request("InformationRequest", "URGENT", "DIR_2013_40_13")
                                .replace("Such as", "As"),
                        ANNA));
        assertThat(edited.summary().state()).isEqualTo(RequestState.DRAFT);
        assertThat(edited.draft().orElseThrow().approvedBy()).isEmpty();
        assertThat(sides.belgium.desk().send(ref(draft), "now", ANNA)).isInstanceOf(Answer.Forbidden.class);
    }

    @Test
    void whoReadAnotherTextApprovesNothing() {
        CaseDetail draft = drafted();
        String changed = request("InformationRequest", "URGENT", "DIR_2013_40_13")
                .replace("Criminal investigation", "A criminal investigation");
        done(sides.belgium.desk().edit(ref(draft), changed, ANNA));
        assertThat(sides.belgium.desk().approve(ref(draft), content(draft), CARL))
                .isInstanceOf(Answer.Conflict.class);
        assertThat(sides.belgium.show(ref(draft)).draft().orElseThrow().approvedBy())
                .isEmpty();
    }

    @Test
    void anUrgentPreservationRequestMayGoWithOnePersonWhoSaysWhy() {
        CaseRef caseRef =
                done(sides.belgium.desk().draft(request("PreservationRequest", "URGENT", "BUDAPEST_29"), ANNA));
        assertThat(sides.belgium.desk().send(caseRef, " ", ANNA)).isInstanceOf(Answer.Invalid.class);
        done(sides.belgium.desk().send(caseRef, "alone on duty", ANNA));
        assertThat(sides.belgium.carryTo(sides.france)).containsExactly(Decision.ACCEPTED);
    }

    @Test
    void aRoutinePreservationRequestNeedsTwo() {
        CaseRef caseRef =
                done(sides.belgium.desk().draft(request("PreservationRequest", "ROUTINE", "BUDAPEST_29"), ANNA));
        assertThat(sides.belgium.desk().send(caseRef, "alone on duty", ANNA)).isInstanceOf(Answer.Forbidden.class);
    }

    @Test
    void whatIsUrgentIsSealedAtOnceAndARoutineTextBehindEverythingElse() {
        sides.asked();
        assertThat(sides.unhurried).hasValue(0);

        done(sides.belgium.desk().send(ref(approvedRoutine()), "", ANNA));
        assertThat(sides.unhurried).hasValue(1);
    }

    private CaseDetail approvedRoutine() {
        CaseDetail draft =
                detail(sides.belgium.desk().draft(request("PreservationRequest", "ROUTINE", "BUDAPEST_29"), ANNA));
        return detail(sides.belgium.desk().approve(ref(draft), content(draft), CARL));
    }

    @Test
    void aTextThatSomebodyEditsWhileItIsSealedDoesNotLeaveAndTheEditStays() {
        CaseDetail draft = approvedRoutine();
        sides.meanwhile = () -> done(
                sides.belgium.desk().edit(ref(draft), request("PreservationRequest", "ROUTINE", "BUDAPEST_29"), ANNA));
        assertThat(sides.belgium.desk().send(ref(draft), "", ANNA))
                .isEqualTo(
                        new Answer.Conflict<>(RequestState.DRAFT, "it was changed or sent by somebody else meanwhile"));
        assertThat(sides.belgium.carryTo(sides.france)).isEmpty();
        assertThat(sides.belgium.show(ref(draft)).draft().orElseThrow().approvedBy())
                .isEmpty();
    }

    @Test
    void aRequestThatIsWithdrawnWhileItIsSealedDoesNotLeaveAndItsTextStays() {
        CaseDetail draft = approvedRoutine();
        sides.meanwhile = () -> done(sides.belgium.desk().withdraw(ref(draft), "a mistake", ANNA));
        assertThat(sides.belgium.desk().send(ref(draft), "", ANNA)).isInstanceOf(Answer.Conflict.class);
        assertThat(sides.belgium.carryTo(sides.france)).isEmpty();
        assertThat(sides.belgium.show(ref(draft)).request()).isEqualTo(draft.request());
    }

    @Test
    void whatHasLeftIsNeitherEditedNorApprovedNorSentAgain() {
        CaseRef caseRef = sides.asked();
        assertThat(sides.belgium.desk().edit(caseRef, request("PreservationRequest", "URGENT", "BUDAPEST_29"), ANNA))
                .isInstanceOf(Answer.Conflict.class);
        assertThat(sides.belgium.desk().approve(caseRef, ByteString.copyFrom(new byte[32]), CARL))
                .isInstanceOf(Answer.Conflict.class);
        assertThat(sides.belgium.desk().send(caseRef, "again", ANNA)).isInstanceOf(Answer.Conflict.class);
    }

    @Test
    void anEditKeepsToWhomAndHowUrgent() {
        CaseDetail draft = drafted();
        assertThat(sides.belgium
                        .desk()
                        .edit(ref(draft), request("InformationRequest", "ROUTINE", "DIR_2013_40_13"), ANNA))
                .isInstanceOf(Answer.Invalid.class);
    }

    @Test
    void anApproverOfTheOtherSideApprovesItsAnswersOnly() {
        CaseRef caseRef = sides.asked();
        assertThat(sides.france.desk().approve(caseRef, ByteString.copyFrom(new byte[32]), CARL))
                .isInstanceOf(Answer.Conflict.class);
        assertThat(sides.france.desk().approve(new CaseRef("BE-2026-999999"), ByteString.EMPTY, CARL))
                .isInstanceOf(Answer.NotFound.class);
        assertThat(Optional.of(sides.france.show(caseRef)).flatMap(CaseDetail::draft))
                .isEmpty();
    }
}
