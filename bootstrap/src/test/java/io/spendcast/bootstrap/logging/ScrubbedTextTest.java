package io.spendcast.bootstrap.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.impl.MutableLogEvent;
import org.junit.jupiter.api.Test;

class ScrubbedTextTest {
  @Test
  void neither_a_message_nor_a_stack_trace_holds_a_secret() {
    ScrubbedText text =
        ScrubbedText.newInstance(new DefaultConfiguration(), new String[] {"%m%n%ex"});
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

  private static final class Broken {
    private static final int NUMBER = Integer.parseInt("none");

    private Broken() {}
  }

  @Test
  void a_class_that_cannot_be_initialised_is_in_the_log_with_the_reason() throws IOException {
    Properties log = new Properties();
    try (InputStream file = getClass().getResourceAsStream("/spendcast-log4j2.properties")) {
      log.load(file);
    }
    Matcher text =
        Pattern.compile("%scrubbed\\{(.*)}")
            .matcher(log.getProperty("appender.file.layout.pattern"));
    assertThat(text.find()).isTrue();
    StringBuilder line = new StringBuilder();
    MutableLogEvent event = new MutableLogEvent(new StringBuilder("failed"), new Object[0]);
    event.setThrown(assertThrows(ExceptionInInitializerError.class, () -> use(Broken.NUMBER)));
    ScrubbedText.newInstance(new DefaultConfiguration(), new String[] {text.group(1)})
        .format(event, line);
    assertThat(line.toString()).contains("failed", "NumberFormatException", "Broken.<clinit>");
  }

  private static void use(int number) {
    assertThat(number).isZero();
  }
}
