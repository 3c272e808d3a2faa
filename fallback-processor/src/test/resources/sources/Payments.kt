package lib

import dev.fallback.annotation.Fallback
import dev.fallback.annotation.Stored
import java.time.Instant
import java.util.concurrent.CompletionStage

data class Payment(
  val id: Long,
  val note: String?,
  @get:Stored(`as` = Stored.As.MILLIS) val at: Instant,
  val tags: List<String>,
  val ways: List<Way>,
  val byName: Map<String, Way>,
  val isPaid: Boolean,
  val amount: Long?,
  var reference: String = "none",
)

sealed interface Way

data class Card(val number: String) : Way

data class Transfer(val iban: String, val days: Int = 3) : Way

enum class Cash : Way {
  NOTE,
  COIN,
}

data class Page<T>(val items: List<T>, val next: String?)

data class Odd(val `in`: Long, val `new`: String, val `class`: Int)

@JvmRecord data class Couple(val left: Long, val right: String)

data object Gift

@JvmInline value class Cents(val value: Long)

data class Valued(val amount: Cents)

class Secret(val id: Long, internal val secret: String)

class Grown(val id: Long) {
  var note: String = ""
}

class Ended private constructor(val id: Long, val at: Instant?) {
  constructor(id: Long) : this(id, null)
}

sealed class Shape {
  data class Circle(val radius: Double) : Shape()

  data class Square(val side: Double) : Shape()
}

sealed class WithObject {
  data class Some(val id: Long) : WithObject()

  object None : WithObject()
}

interface PaymentReads {
  @Fallback(maxAge = "1d") fun new(id: Long): CompletionStage<Page<Payment>>
}

interface DefaultedReads {
  @Fallback(maxAge = "1d") fun payment(id: Long, page: Int = 1): CompletionStage<Payment>

  @Fallback(maxAge = "1d") fun page(`new`: Long): CompletionStage<Page<Payment>>
}

interface Suspending {
  @Fallback(maxAge = "1d") suspend fun payment(id: Long): Payment
}

interface Mangled {
  @Fallback(maxAge = "1d") fun payment(cents: Cents): CompletionStage<Payment>
}

interface Lists {
  @Fallback(maxAge = "1d") fun payments(ways: List<Shape>): CompletionStage<Payment>

  @Fallback(maxAge = "1d") fun byIds(ids: List<Long>): CompletionStage<Payment>
}
