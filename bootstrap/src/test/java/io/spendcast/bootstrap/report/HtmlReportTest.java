package io.spendcast.bootstrap.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.RunId;
import io.spendcast.domain.btyd.PurchaseFit;
import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.prediction.ForecastSummary;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.training.Hyperparameters;
import io.spendcast.domain.training.Shortfall;
import io.spendcast.domain.workflow.PredictionRun;
import io.spendcast.domain.workflow.RunManifest;
import io.spendcast.domain.workflow.TrainingOutcome;
import io.spendcast.domain.workflow.TrainingOutcome.Candidate;
import io.spendcast.testkit.Manifests;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class HtmlReportTest {
  private static final RunId RUN = new RunId("first");

  private final HtmlReport report = new HtmlReport();

  @Test
  void the_same_manifest_gives_the_same_page() {
    assertThat(report.of(Manifests.complete(RUN)))
        .isEqualTo(new HtmlReport().of(Manifests.complete(RUN)));
  }

  @Test
  void tells_the_run_from_end_to_end() {
    assertThat(report.of(Manifests.complete(RUN)))
        .contains(
            "Version 1, which was there before, goes on forecasting.",
            "Why not the others",
            "it is shown for comparison only",
            "NO_SKILL",
            "123,457",
            "1,000 customers, 10 January 2003 to 9 April 2003",
            "raw/tpcds/store_sales",
            "customer is missing",
            "5,600,123.45",
            "23.00",
            "version 12",
            "tpcds_customer_spend_model version 4, in Staging",
            "the total spend is off by &quot;12 %&quot;",
            "held 79.0\u00a0% of 1,001",
            "under 90 days",
            "2,000 rows are the same",
            "1 of 2 checks failed",
            "3 customers are missing",
            "0.313",
            "0.1.0-SNAPSHOT");
  }

  @Test
  void the_first_screen_answers_who_plans() {
    String top = top(report.of(Manifests.complete(RUN)));
    assertThat(top)
        .contains(
            "123,457 EUR",
            "by 1,000 customers, 10 January 2003 to 9 April 2003, by version 4",
            "The same days last year",
            "111,111 EUR",
            "+11.1\u00a0% against it",
            "Who will spend it",
            "42.0\u00a0%",
            "by channel mix: store only 56.7\u00a0% (600 customers, between 60,000 EUR and 137,174 EUR)",
            "several 43.3\u00a0% (400 customers)",
            "by tenure: one to two years 100.0\u00a0%",
            "How sure",
            "Since the last forecast",
            "+23.5\u00a0%",
            "run run-0 expected 100,000 EUR of 990 customers",
            "Next: spendcast promote");
    assertThat(report.of(Manifests.complete(RUN))).contains("Money is in EUR");
  }

  /** All before the sections. */
  private static String top(String page) {
    return page.substring(page.indexOf("<h1>"), page.indexOf("<nav"));
  }

  @Test
  void what_is_not_known_is_said_in_words() {
    RunManifest manifest = Manifests.complete(RUN);
    PredictionRun made = manifest.prediction().orElseThrow();
    String page =
        report.of(
            manifest.with(
                new PredictionRun(
                    made.batch(),
                    made.receipt(),
                    Optional.of(
                        new ForecastSummary(0, List.of(), Optional.empty(), Optional.empty())),
                    Optional.empty(),
                    Optional.empty(),
                    List.of())));
    assertThat(top(page))
        .contains(
            "the sales do not reach back to these days",
            "no run forecast anything before",
            "no test was in the season of the forecast");
    assertThat(page).contains("Money is in the currency of the sales");
  }

  @Test
  void a_few_forecasts_are_taken_apart_and_nobody_is_named() {
    assertThat(reasons(report.of(Manifests.complete(RUN))))
        .contains(
            "<th scope=\"row\">typical</th><td class=\"number\">40.25</td><td class=\"number\">44.50</td>"
                + "<td class=\"number\">90.13</td>",
            "how recently they bought −61.00; the season, and last year&#39;s +10.13; their usual"
                + " basket +2.00; what they send back −0.50; all else −0.50",
            "<th scope=\"row\">highest</th><td class=\"number\">1,290</td><td class=\"number\">–</td>",
            "what they usually spend +1,200",
            "furthest below their past",
            "spend is never below zero +2.50");
  }

  @Test
  void forecasts_that_nobody_took_apart_have_a_sentence() {
    assertThat(reasons(report.of(Manifests.withoutExamples(Manifests.complete(RUN)))))
        .contains("No forecast is taken apart here")
        .doesNotContain("<table");
    assertThat(reasons(report.of(with(Verdict.SUSPECT_LEAK))))
        .contains("nothing was forecast in this run that may be used")
        .doesNotContain("<table");
  }

  private static String reasons(String page) {
    return page.substring(
        page.indexOf("<section id=\"reasons\""), page.indexOf("<section id=\"drift\""));
  }

  @Test
  void no_amount_stands_beside_a_refusal() {
    RunManifest suspect = with(Verdict.SUSPECT_LEAK);
    assertThat(top(report.of(suspect)))
        .contains("nothing was forecast in this run that may be used")
        .doesNotContain("123,457", "Last year", "Since the last");
  }

  @Test
  void asks_for_nothing_from_any_network() {
    String page = report.of(Manifests.complete(RUN)).replaceAll("(?s)<script>.*?</script>", "");
    assertThat(page).contains("default-src 'none'");
    assertThat(Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(page).results())
        .extracting(found -> found.group(1))
        .allMatch(target -> target.startsWith("#") || target.startsWith("data:"));
  }

  @Test
  void a_run_that_has_done_nothing_says_what_is_missing_and_why() {
    assertThat(report.of(RunManifest.empty(RUN)))
        .contains(
            "No model has been trained in this run.",
            "The dates are not planned yet, since no features were built.",
            "No sales were ingested in this run.")
        .doesNotContain("<figure");
  }

  @ParameterizedTest
  @EnumSource(Verdict.class)
  void every_verdict_has_its_words(Verdict verdict) {
    String page = report.of(with(verdict));
    assertThat(page).contains("<strong>" + verdict + "</strong>");
    assertThat(page.contains("Do not use these models."))
        .isEqualTo(verdict == Verdict.SUSPECT_LEAK);
  }

  private static RunManifest with(Verdict verdict) {
    RunManifest manifest = Manifests.complete(RUN);
    TrainingOutcome training = manifest.training().orElseThrow();
    Judgement judgement = training.judgement();
    return manifest.with(
        new TrainingOutcome(
            training.run(),
            training.panel(),
            training.candidates(),
            new Judgement(
                verdict,
                judgement.reason(),
                judgement.bestBaseline(),
                judgement.choice(),
                judgement.evaluations(),
                judgement.sentinels()),
            training.provenance(),
            Shortfall.NONE));
  }

  @Test
  void says_where_no_model_of_buying_can_be_fitted_and_why() {
    RunManifest manifest = Manifests.complete(RUN);
    TrainingOutcome training = manifest.training().orElseThrow();
    Candidate any = training.candidates().get(0);
    Candidate fitted =
        new Candidate(
            any.algorithm(),
            any.key(),
            any.run(),
            1,
            new Hyperparameters(
                Map.of(
                    PurchaseFit.PARAMETER + "2002-09-01",
                    "r=1.0 alpha=2.0 a=0.0 b=1.0 p=3.0 q=4.0 v=5.0 (nobody leaves)",
                    PurchaseFit.PARAMETER + "2002-10-01",
                    PurchaseFit.of(List.of()).toString())),
            Map.of());
    RunManifest poor =
        manifest.with(
            new TrainingOutcome(
                training.run(),
                training.panel(),
                Stream.concat(Stream.of(fitted), training.candidates().stream().skip(1)).toList(),
                training.judgement(),
                training.provenance(),
                Shortfall.NONE));
    assertThat(report.of(poor)).contains("At 1 of 2 as-of dates", "fewer than 50");
    assertThat(report.of(manifest)).doesNotContain("no model of buying and leaving");
  }

  @Test
  void text_from_the_data_stays_text() {
    IngestReport ingest = Manifests.complete(RUN).ingest().orElseThrow();
    String odd = "</script><script>alert(1)</script> & \"more\"";
    String page =
        report.of(
            Manifests.complete(RUN)
                .with(new IngestReport(odd, ingest.tables(), ingest.salesDays(), List.of(odd))));
    assertThat(page).doesNotContain("<script>alert").contains("&lt;script&gt;alert(1)");
  }

  @Test
  void a_registration_of_another_training_is_not_told_as_this_one() {
    RunManifest manifest = Manifests.complete(RUN);
    RunManifest without =
        new RunManifest(
            RUN,
            manifest.done(),
            manifest.ingest(),
            manifest.features(),
            manifest.training(),
            Optional.empty(),
            manifest.prediction());
    assertThat(report.of(without)).contains("has not been registered in this run");
  }
}
