package io.spendcast.domain.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.Horizon;
import io.spendcast.domain.sales.Channel;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FeatureNamesTest {
  private static FeatureSet features(List<String> channels, List<String> categories) {
    return CustomerFeatures.of(
        new Catalogue(
            channels.stream().map(Channel::new).toList(),
            new Horizon(90, 0),
            List.of(30, 90),
            categories,
            Catalogue.Inputs.ALL));
  }

  private static String nameOf(String category, String... categories) {
    return features(List.of("web"), List.of(categories)).definitions().stream()
        .filter(feature -> feature.sales().equals(SalesFilter.ofCategory(category)))
        .map(FeatureDefinition::name)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_plain_word_is_the_name() {
    assertThat(nameOf("Books", "Books", "Music")).isEqualTo("category_books_spend_share");
    assertThat(nameOf("Garden & Home", "Garden & Home"))
        .isEqualTo("category_garden_home_spend_share");
    assertThat(nameOf("Café Crème", "Café Crème")).isEqualTo("category_cafe_creme_spend_share");
  }

  @Test
  void words_that_look_alike_have_names_of_their_own() {
    String[] words = {"Shoes", "shoes", "SHOES!", "Garden & Home", "garden-home", "Books"};
    assertThat(Stream.of(words).map(word -> nameOf(word, words)))
        .doesNotHaveDuplicates()
        .contains("category_books_spend_share")
        .doesNotContain("category_shoes_spend_share")
        .allMatch(name -> name.matches("[a-z0-9_]+"));
    assertThat(nameOf("shoes", words)).matches("category_shoes_spend_share__[0-9a-f]{8}");
  }

  @Test
  void words_of_other_scripts_have_names_and_the_description_says_which() {
    String[] words = {"食品", "玩具", "書籍", "Книги", "كتب", "", "*", " "};
    assertThat(Stream.of(words).map(word -> nameOf(word, words)))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("category_[a-z0-9_]+_spend_share(__[0-9a-f]+)?"));
    assertThat(features(List.of("web"), List.of(words)).definitions())
        .extracting(FeatureDefinition::description)
        .anyMatch(description -> description.contains("玩具"));
  }

  @Test
  void fixed_names_stay_whatever_the_retailer_calls_things() {
    FeatureSet fixed = features(List.of("web"), List.of("Books"));
    FeatureSet odd =
        features(
            List.of("web", "weekend", "category_other", "category_books", "last_purchase_in_web"),
            List.of("Other", "Books", "OTHER"));
    assertThat(odd.names()).containsAll(fixed.names());
    assertThat(odd.names()).contains("total_weekend_sales", "total_category_other_sales");
    assertThat(meaning(odd, "weekend_order_share")).isEqualTo(SalesFilter.ALL);
    assertThat(meaning(odd, "category_other_spend_share")).isEqualTo(SalesFilter.ALL);
    assertThat(meaning(odd, "category_books_spend_share"))
        .isEqualTo(SalesFilter.ofCategory("Books"));
  }

  private static SalesFilter meaning(FeatureSet features, String name) {
    return features.definitions().stream()
        .filter(feature -> feature.name().equals(name))
        .findFirst()
        .orElseThrow()
        .sales();
  }

  @Test
  void names_are_the_same_in_every_process() {
    assertThat(nameOf("食品", "食品")).isEqualTo("category_03a08024_spend_share");
  }

  @Property(tries = 500)
  void any_words_make_a_catalogue_whose_names_are_columns(
      @ForAll("channels") Set<String> channels, @ForAll("categories") Set<String> categories) {
    FeatureSet features = features(List.copyOf(channels), List.copyOf(categories));
    assertThat(features.names())
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z][a-z0-9_]{0,250}"));
    assertThat(features(List.copyOf(channels), List.copyOf(categories)).fingerprint())
        .isEqualTo(features.fingerprint());
  }

  /** Made of what the names of features are made of, so that they meet. */
  @Provide
  Arbitrary<Set<String>> channels() {
    Arbitrary<String> any =
        Arbitraries.strings().withChars("abz_09").ofMinLength(1).ofMaxLength(30).map("c"::concat);
    Arbitrary<String> near =
        Arbitraries.of(
                "weekend",
                "category",
                "other",
                "total",
                "sales",
                "last_purchase_in",
                "web",
                "spend",
                "share",
                "order",
                "rolling",
                "rate_30d",
                "days_since_last",
                "purchase",
                "label")
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(words -> String.join("_", words))
            .map(name -> name.substring(0, Math.min(31, name.length())));
    return Arbitraries.oneOf(any, near).set().ofMinSize(1).ofMaxSize(6);
  }

  @Provide
  Arbitrary<Set<String>> categories() {
    Arbitrary<String> near =
        Arbitraries.of(
            "Other", "other", "OTHER", "Books", "books ", "books", "BÖÖKS", "web", "食", "*");
    return Arbitraries.oneOf(Arbitraries.strings().all().ofMaxLength(60), near).set().ofMaxSize(12);
  }
}
