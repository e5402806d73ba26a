/// A policy in its executable form: a data-flow graph of typed column operations over domains.
///
/// Instructions are in an order in which every operand comes before its use. The program is data: it knows no YAML, and
/// every engine (batch, trace, analysis) reads the same one.
package struct IRProgram: Sendable {
  /// The policy's id and version.
  package let name: String
  package let version: String

  package let schema: RecordSchema
  package let instructions: [Instruction]

  /// What the values mean: the shape of results and explanations.
  package let outline: Outline

  package init(name: String, version: String, schema: RecordSchema, instructions: [Instruction], outline: Outline) {
    self.name = name
    self.version = version
    self.schema = schema
    self.instructions = instructions
    self.outline = outline
  }

  package subscript(id: ValueID) -> Instruction { instructions[id.index] }

  // Nearly always one part of an instruction is read, and the rest, which holds references, need not be copied.

  package func operation(of id: ValueID) -> Operation { instructions.span[id.index].operation }
  package func domain(of id: ValueID) -> DomainID { instructions.span[id.index].domain }
  package func type(of id: ValueID) -> IRType { instructions.span[id.index].type }
}
