// Evaluates flags through the OFREP provider: takes {"baseUrl", "key", "questions"} on standard input, prints the details.
import { OFREPProvider } from '@openfeature/ofrep-provider';
import { OpenFeature } from '@openfeature/server-sdk';

const METHODS = {
  boolean: 'getBooleanDetails',
  string: 'getStringDetails',
  number: 'getNumberDetails',
  structure: 'getObjectDetails',
};

async function read(stream) {
  let text = '';
  for await (const part of stream) text += part;
  return JSON.parse(text);
}

const { baseUrl, key, questions } = await read(process.stdin);
await OpenFeature.setProviderAndWait(
  new OFREPProvider({ baseUrl, headers: [['Authorization', `Bearer ${key}`]] }),
);
const client = OpenFeature.getClient();
const answers = [];
for (const { flag, type, orElse, context } of questions) {
  answers.push(await client[METHODS[type]](flag, orElse, context));
}
console.log(JSON.stringify(answers));
await OpenFeature.close();
