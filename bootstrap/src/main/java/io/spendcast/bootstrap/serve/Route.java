package io.spendcast.bootstrap.serve;

import java.util.function.Function;

/**
 * What one path answers.
 *
 * @param method of HTTP
 * @param isOpen whether it is answered without a token: nothing but whether the service lives
 * @param answer from the body of the request
 */
record Route(String method, boolean isOpen, Function<byte[], Reply> answer) {
  static Route post(Function<Field, Reply> answer) {
    return new Route("POST", false, body -> answer.apply(Field.parse(body)));
  }

  static Route get(Function<byte[], Reply> answer) {
    return new Route("GET", false, answer);
  }

  static Route open(Function<byte[], Reply> answer) {
    return new Route("GET", true, answer);
  }
}
