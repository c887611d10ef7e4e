package io.spendcast.bootstrap.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.spendcast.domain.RunId;
import io.spendcast.testkit.Manifests;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page as a reader's browser shows it. */
final class HtmlReportInBrowserTest {
  private static final int CHARTS = 8;

  /** Of each chart: its name, its size, and how many marks lie between its axes. */
  private static final String DRAWN =
      """
      return [...document.querySelectorAll('.chart')].map((chart) => {
        const svg = chart.querySelector('svg');
        const box = svg ? svg.getBoundingClientRect() : { width: 0, height: 0 };
        const marks = svg ? svg.querySelectorAll('path, text, circle, polygon, rect').length : 0;
        return { name: chart.dataset.chart, width: box.width, height: box.height, marks };
      });
      """;

  @TempDir private static Path directory;
  private static Browser browser;
  private static URI page;

  @BeforeAll
  static void open() throws IOException {
    browser = Browser.open();
    String html = new HtmlReport().of(Manifests.complete(new RunId("first")));
    page = Files.writeString(directory.resolve("report.html"), html).toUri();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"1280, 900, light", "1280, 900, dark", "360, 740, light", "360, 740, dark"})
  void every_chart_is_drawn_and_nothing_is_amiss(int width, int height, String scheme)
      throws IOException {
    browser.look(width, height, scheme);
    browser.visit(page);
    JsonNode charts = browser.run(DRAWN);
    assertThat(charts).hasSize(CHARTS);
    assertThat(charts)
        .allSatisfy(
            chart -> {
              assertThat(chart.get("width").asDouble())
                  .as("%s", chart)
                  .isBetween(150.0, width * 1.0);
              assertThat(chart.get("height").asDouble()).as("%s", chart).isGreaterThan(50);
              assertThat(chart.get("marks").asInt()).as("%s", chart).isGreaterThan(5);
            });
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests()).containsOnly(page.toString());
    assertThat(browser.run("return document.documentElement.scrollWidth").asInt())
        .as("no scrolling to the side")
        .isLessThanOrEqualTo(width);
  }

  @Test
  void colours_follow_the_reader_even_while_the_page_is_open() throws InterruptedException {
    browser.look(1280, 900, "light");
    browser.visit(page);
    String light = colours();
    browser.look(1280, 900, "dark");
    assertThat(settled(light, true)).isNotEqualTo(light);
    browser.look(1280, 900, "light");
    assertThat(settled(light, false)).isEqualTo(light);
  }

  /** The page is told of the change before its charts are drawn again. */
  private static String settled(String other, boolean differs) throws InterruptedException {
    String colours = colours();
    for (int i = 0; i < 50 && colours.equals(other) == differs; i++) {
      Thread.sleep(100);
      colours = colours();
    }
    return colours;
  }

  /** The page's background, and the fill of every mark. */
  private static String colours() {
    return browser
        .run(
            """
            const fills = [...document.querySelectorAll('.chart svg *')].map((one) => one.getAttribute('fill'));
            return getComputedStyle(document.body).backgroundColor + [...new Set(fills)].sort();
            """)
        .asText();
  }

  @Test
  void a_request_would_be_noticed_and_is_forbidden() throws IOException {
    browser.look(1280, 900, "light");
    browser.visit(page);
    browser.requests();
    browser.run("fetch('http://127.0.0.1:9/never').catch(() => {})");
    assertThat(browser.complaints())
        .anySatisfy(text -> assertThat(text).contains("Content Security Policy"));
  }

  @Test
  void on_paper_the_numbers_are_unfolded() {
    browser.look(1280, 900, "light");
    browser.visit(page);
    browser.run("dispatchEvent(new Event('beforeprint'))");
    assertThat(
            browser.run("return document.querySelectorAll('details:not([open])').length").asInt())
        .isZero();
    assertThat(browser.run(DRAWN))
        .allSatisfy(chart -> assertThat(chart.get("width").asDouble()).isLessThanOrEqualTo(640));
  }

  @Test
  void every_chart_has_words_for_who_does_not_see_it() {
    browser.visit(page);
    assertThat(
            browser
                .run(
                    """
                    return [...document.querySelectorAll('.chart')]
                      .filter((chart) => chart.getAttribute('role') !== 'img' || (chart.getAttribute('aria-label') || '').length < 20).length
                    """)
                .asInt())
        .isZero();
  }
}
