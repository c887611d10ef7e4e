package io.spendcast.adapters.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JobNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"spendcast", "spend_2", "Sales-nightly"})
  void a_plain_name_is_its_own_key(String name) {
    assertThat(new JobName(name).key()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ümsatz", "--help", "-rf", "売上", " ", "a b/c"})
  void any_other_name_has_a_key_that_begins_with_a_letter(String name) {
    assertThat(new JobName(name).key()).matches("[A-Za-z0-9][A-Za-z0-9_-]+");
  }

  @Test
  void two_names_never_have_one_key() {
    assertThat(List.of("a b", "a-b", "a.b", "-a-b", "売上", "売値").stream().map(JobName::new))
        .extracting(JobName::key)
        .doesNotHaveDuplicates();
  }
}
