package io.spendcast.domain.category;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.AsOfDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  private static final AsOfDate BEFORE = AsOfDate.parse("2001-05-01");

  @Test
  void a_text_holds_whatever_categories_are_called() {
    Vocabulary odd = new Vocabulary(List.of("Bücher, neu", "a b", "\n", "100 %"), 10, BEFORE);
    assertThat(Vocabulary.parse(odd.toString())).isEqualTo(odd);
    Vocabulary none = new Vocabulary(List.of(), 3, BEFORE);
    assertThat(Vocabulary.parse(none.toString())).isEqualTo(none);
  }
}
