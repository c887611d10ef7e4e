package io.spendcast.bootstrap.logging;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.impl.MutableLogEvent;
import org.junit.jupiter.api.Test;

class ScrubbedTextTest {
  @Test
  void neither_a_message_nor_a_stack_trace_holds_a_secret() {
    ScrubbedText text =
        ScrubbedText.newInstance(new DefaultConfiguration(), new String[] {"%m%n%xEx"});
    StringBuilder line = new StringBuilder("before ");
    MutableLogEvent event =
        new MutableLogEvent(new StringBuilder("403 for https://me:hush@host/x"), new Object[0]);
    event.setThrown(
        new IllegalStateException("outer", new IllegalArgumentException("Bearer hush-0123456789")));
    text.format(event, line);
    assertThat(line.toString())
        .startsWith("before 403")
        .contains("outer", "Caused by", "***", "\tat ")
        .doesNotContain("hush");
    assertThat(text.handlesThrowable()).isTrue();
  }
}
